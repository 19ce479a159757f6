package org.dupcheck.gateway.pages.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, to what, and what is kept of it. */
final class SignInTest extends PageTest {
    private static final String[] PART = {"HX-Request", "true"};

    private static final String COOKIE = "dupcheck-session";

    @ParameterizedTest
    @CsvSource({"wang, /write", "li, /write", "chen, /review", "zhao, /operations"})
    void everybodyBeginsAtAPageOfTheirOwn(String person, String home) {
        PageBrowser browser = new PageBrowser(gateway);
        HttpResponse<String> signedIn = browser.signIn(person);
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(PageBrowser.location(signedIn)).isEqualTo(home);
        assertThat(PageBrowser.location(browser.get("/"))).isEqualTo(home);
    }

    @Test
    void whoeverIsNotSignedInIsAskedToAndComesBack() {
        PageBrowser browser = new PageBrowser(gateway);
        HttpResponse<String> asked = browser.get("/review?order=newest");
        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(PageBrowser.location(asked)).isEqualTo("/login?to=%2Freview%3Forder%3Dnewest");
        assertThat(browser.get(PageBrowser.location(asked)).body()).contains("value=\"/review?order=newest\"");
        HttpResponse<String> back = browser.post("/login", Map.of("person", "chen", "to", "/review?order=newest"));
        assertThat(PageBrowser.location(back)).isEqualTo("/review?order=newest");
    }

    /** In the place of the part something typed may stand. */
    @Test
    void aPartOfAPageSaysThatOneIsSignedOutAndLeadsNowhere() {
        for (String path : List.of("/operations/live", "/mine/checks", "/write/sections", "/write/embed/sections")) {
            HttpResponse<String> asked = new PageBrowser(gateway).get(path, PART);
            assertThat(asked.statusCode()).as(path).isEqualTo(401);
            assertThat(asked.headers().firstValue("hx-redirect")).isEmpty();
            assertThat(asked.headers().firstValue("x-problem")).hasValue("UNAUTHENTICATED");
            assertThat(asked.body())
                    .contains("role=\"alert\"", "href=\"/login?to=%2Flogin%2Fdone\" target=\"_blank\"")
                    .doesNotContain("<html");
        }
    }

    @Test
    void aPageThatIsOpenGoesOnWithTheTokenOfTheNextSignIn() {
        PageBrowser browser = PageBrowser.of(gateway, "wang");
        browser.get("/mine?lang=en");
        String before = browser.cookie("dupcheck-session");
        PageBrowser next = PageBrowser.of(gateway, "wang");
        browser.setCookie("dupcheck-session", next.cookie("dupcheck-session"));
        assertThat(before).isNotEqualTo(browser.cookie("dupcheck-session"));
        Map<String, String> form = Map.of("verdictId", "x", "decision", "WITHDRAW");
        HttpResponse<String> refused = browser.post("/mine/decisions", form, PART);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-problem")).hasValue("FORBIDDEN");
        assertThat(refused.body()).contains("signed in again", "once more").doesNotContain("FORBIDDEN");
        String token = refused.headers().firstValue("x-form-token").orElseThrow();
        assertThat(browser.post("/mine/decisions", form, "HX-Request", "true", "X-Form-Token", token)
                        .statusCode())
                .isEqualTo(404);
    }

    /** The token is for scripts of this site, which no other can pretend to be. */
    @Test
    void aFormFromElsewhereIsRefusedWhateverItsToken() {
        PageBrowser browser = PageBrowser.of(gateway, "wang");
        browser.get("/mine");
        assertThat(browser.post("/mine/decisions", Map.of(), "HX-Request", "true", "Sec-Fetch-Site", "cross-site")
                        .headers()
                        .firstValue("x-problem"))
                .hasValue("FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\nb"})
    void noLinkToTheSignInLeadsElsewhere(String to) {
        HttpResponse<String> response = new PageBrowser(gateway).post("/login", Map.of("person", "chen", "to", to));
        assertThat(PageBrowser.location(response)).isEqualTo("/review");
    }

    @Test
    void nobodyElseCanBeChosen() {
        HttpResponse<String> response = new PageBrowser(gateway).signIn("root");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("there is no such person");
    }

    @ParameterizedTest
    @CsvSource({"wang, /review", "wang, /operations", "chen, /operations", "li, /review/x.csv"})
    void aRoleOpensNoPageOfAnother(String person, String path) {
        HttpResponse<String> response = PageBrowser.of(gateway, person).get(path);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("没有权限");
    }

    @Test
    void aSessionIsAHashInTheDatabaseAndEndsWithTheSignOut() {
        PageBrowser browser = PageBrowser.of(gateway, "chen");
        String number = browser.cookie(COOKIE);
        assertThat(number).hasSizeGreaterThanOrEqualTo(43);
        assertThat(gateway.database.<List<String>>read(
                        session -> session.query("select session_hash from session", row -> row.getString(1))))
                .isNotEmpty()
                .doesNotContain(number);
        assertThat(browser.get("/review").statusCode()).isEqualTo(200);
        assertThat(PageBrowser.location(browser.post("/logout", Map.of()))).isEqualTo("/login");
        assertThat(browser.cookie(COOKIE)).isNull();
        browser.setCookie(COOKIE, number);
        assertThat(browser.get("/review").statusCode()).isEqualTo(303);
    }

    @Test
    void signingInChangesTheNumberSoThatNobodyCanForceOneOnAnother() {
        PageBrowser browser = PageBrowser.of(gateway, "chen");
        String first = browser.cookie(COOKIE);
        browser.signIn("zhao");
        assertThat(browser.cookie(COOKIE)).isNotEqualTo(first);
        PageBrowser thief = new PageBrowser(gateway);
        thief.setCookie(COOKIE, first);
        assertThat(thief.get("/review").statusCode()).isEqualTo(303);
    }

    @Test
    void aSessionWhoseTimeIsUpIsNoneAndIsDeleted() {
        PageBrowser browser = PageBrowser.of(gateway, "chen");
        gateway.rows.update("update session set expires_at = ?", Instant.now().minusSeconds(1));
        assertThat(browser.get("/review").statusCode()).isEqualTo(303);
        Store store = Store.on(gateway.database);
        assertThat(store.<Integer>inTransaction(tables -> tables.sessions().purge(Instant.now(), 500)))
                .isPositive();
        assertThat(gateway.rows.count("session")).isZero();
    }

    @Test
    void whoeverIsAtWorkStaysSignedIn() {
        PageBrowser browser = PageBrowser.of(gateway, "chen");
        gateway.rows.update("update session set expires_at = ?", Instant.now().plusSeconds(60));
        assertThat(browser.get("/review").statusCode()).isEqualTo(200);
        Instant expires = gateway.database
                .<List<Instant>>read(session -> session.query(
                        "select max(expires_at) as expires_at from session", row -> Session.instant(row, "expires_at")))
                .get(0);
        assertThat(expires).isAfter(Instant.now().plus(PageSessions.LIFETIME.dividedBy(2)));
    }

    @Test
    void aFormFromElsewhereOrWithoutTheTokenIsRefused() {
        PageBrowser browser = PageBrowser.of(gateway, "zhao");
        List<String[]> elsewhere = List.of(
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"},
                new String[] {"Origin", "https://evil.example"},
                new String[] {"Origin", "null"});
        for (String[] header : elsewhere) {
            assertThat(browser.post("/logout", Map.of(), header).statusCode())
                    .as(String.join(": ", header))
                    .isEqualTo(403);
        }
        assertThat(browser.get("/review").statusCode()).isEqualTo(200);
    }

    @Test
    void thePageSaysWhatABrowserMayDoWithIt() {
        HttpResponse<String> page = PageBrowser.of(gateway, "chen").get("/review");
        String policy = page.headers().firstValue("content-security-policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)").doesNotContainPattern(" style=");
        String setCookie = String.join(
                " ", new PageBrowser(gateway).signIn("chen").headers().allValues("set-cookie"));
        assertThat(setCookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
    }

    @ParameterizedTest
    @CsvSource({
        "'/login', 'en-US,en;q=0.9,zh;q=0.8', en",
        "'/login', 'zh-CN,zh;q=0.9', zh-CN",
        "'/login', 'fr', zh-CN",
        "'/login?lang=en', 'zh-CN', en"
    })
    void theLanguageIsTheAddressesElseTheBrowsers(String path, String accepted, String tag) {
        PageBrowser browser = new PageBrowser(gateway);
        assertThat(browser.get(path, "Accept-Language", accepted).body()).contains("<html lang=\"" + tag + "\">");
    }

    @Test
    void aChosenLanguageStays() {
        PageBrowser browser = new PageBrowser(gateway);
        browser.get("/login?lang=en");
        assertThat(browser.get("/login", "Accept-Language", "zh-CN").body()).contains("<html lang=\"en\">");
        assertThat(browser.get("/login").body()).contains("href=\"/login?lang=zh\"");
    }

    @Test
    void anAssetIsKeptForEverUnderTheNameOfItsContent() {
        String page = new PageBrowser(gateway).get("/login").body();
        String path = page.replaceAll("(?s).*href=\"(/assets/[^\"]*/pages.css)\".*", "$1");
        HttpResponse<String> asset = new PageBrowser(gateway).get(path);
        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.headers().firstValue("cache-control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
        assertThat(asset.headers().firstValue("content-type"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("text/css"));
        assertThat(new PageBrowser(gateway)
                        .get(path.replaceAll("/assets/[^/]*", "/assets/000000000000"))
                        .statusCode())
                .isEqualTo(404);
    }
}
