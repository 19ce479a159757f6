package org.dupcheck.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.GatewaySettings;
import org.dupcheck.gateway.Rows;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.access.oidc.OidcSettings;
import org.dupcheck.gateway.access.oidc.PublicAddress;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.PageBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People come to the pages by an issuer's word, and by nothing else. */
final class SignInByIssuerTest extends AccessTest {
    private static final String COOKIE = "dupcheck-sign-in";

    @AfterEach
    void asUsual() {
        issuer.change = claims -> claims;
    }

    private void isPerson(String subject, String... roles) {
        issuer.change = claims -> claims.subject(subject).claim("realm_access", Map.of("roles", List.of(roles)));
    }

    /** Where the browser is sent. */
    private static URI begin(PageBrowser browser, String to) {
        HttpResponse<String> sent = browser.get("/login?to=" + to);
        assertThat(sent.statusCode()).isEqualTo(302);
        return URI.create(PageBrowser.location(sent));
    }

    private HttpResponse<String> signIn(PageBrowser browser, String to) {
        return browser.get("/login/callback?" + issuer.authorize(begin(browser, to)));
    }

    @Test
    void whoeverIsLedToTheSignInComesBackToThePage() {
        isPerson("chen", "reviewer");
        PageBrowser browser = new PageBrowser(gateway);
        HttpResponse<String> asked = browser.get("/review?order=newest");
        assertThat(PageBrowser.location(asked)).isEqualTo("/login?to=%2Freview%3Forder%3Dnewest");
        HttpResponse<String> back = signIn(browser, "%2Freview%3Forder%3Dnewest");
        assertThat(PageBrowser.location(back)).as(back.body()).isEqualTo("/review?order=newest");
        assertThat(browser.cookie(COOKIE)).isNull();
        assertThat(browser.get("/review").body()).contains("王芳");
        assertThat(browser.get("/operations").statusCode()).isEqualTo(403);
    }

    @Test
    void withoutAPublicAddressPeopleSignInFromThisMachine() {
        isPerson("chen", "reviewer");
        OidcSettings said = oidc();
        OidcSettings unsaid = new OidcSettings(
                said.issuer(),
                said.clientId(),
                said.clientSecret(),
                null,
                said.audience(),
                said.tokenTypes(),
                said.userClaim(),
                said.rolesClaim(),
                said.defaultRoles());
        try (TestGateway here = gateway.another(settings -> settings.withAuth(Auth.oidc(unsaid)))) {
            PageBrowser browser = new PageBrowser(here);
            URI sentTo = begin(browser, "%2Freview");
            assertThat(TestIssuer.fields(sentTo.getRawQuery()))
                    .containsEntry("redirect_uri", here.uri("/login/callback").toString());
            HttpResponse<String> back = browser.get("/login/callback?" + issuer.authorize(sentTo));
            assertThat(PageBrowser.location(back)).as(back.body()).isEqualTo("/review");
        }
        assertThatThrownBy(() -> GatewaySettings.at("0.0.0.0", 0).withAuth(Auth.oidc(unsaid)))
                .hasMessageStartingWith("public-url");
        for (String foreign : new String[] {"evil.example", "127.0.0.1.evil.example:80", "evil.example:127", ""}) {
            assertThatThrownBy(() -> new PublicAddress(null).of(foreign))
                    .as(foreign)
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(new PublicAddress(null).of("[::1]:8080")).isEqualTo(URI.create("http://[::1]:8080"));
    }

    @Test
    void theBrowserShowsTheIssuerNoSecret() {
        PageBrowser browser = new PageBrowser(gateway);
        URI sentTo = begin(browser, "/");
        String secret = browser.cookie(COOKIE);
        assertThat(secret.length()).isGreaterThan(43);
        assertThat(sentTo.toString()).doesNotContain(secret.substring(0, 43)).doesNotContain(TestIssuer.SECRET);
        assertThat(TestIssuer.fields(sentTo.getRawQuery()))
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid profile")
                .containsKeys("state", "nonce", "code_challenge");
    }

    @Test
    void whoeverHasNoRoleIsAnApplicantAndSeesOwnDocumentsAlone() {
        issuer.change = claims -> claims.subject("sun");
        PageBrowser browser = new PageBrowser(gateway);
        assertThat(PageBrowser.location(signIn(browser, "/"))).isEqualTo("/write");
        assertThat(browser.get("/review").statusCode()).isEqualTo(403);
        document("project", "of-sun", "sun");
        document("project", "of-wang", "wang");
        assertThat(browser.get("/mine").body()).contains("of-sun").doesNotContain("of-wang");
    }

    @Test
    void aReviewerOfOneTypeSeesThatOneAlone() {
        isPerson("chen", "reviewer:project");
        BusinessKey own = document("project", "reviewed", "wang");
        BusinessKey foreign = document("promotion", "not-reviewed", "wang");
        PageBrowser browser = new PageBrowser(gateway);
        signIn(browser, "/");
        assertThat(browser.get("/review").body()).contains(verdictId(own)).doesNotContain(verdictId(foreign));
        assertThat(browser.get("/review?type=promotion").statusCode()).isEqualTo(404);
        assertThat(browser.get("/review/" + verdictId(own)).statusCode()).isEqualTo(200);
        for (String form : List.of("", ".csv", ".json", "/sources/0")) {
            assertThat(browser.get("/review/" + verdictId(foreign) + form).statusCode())
                    .as(form)
                    .isEqualTo(404);
        }
    }

    private static String verdictId(BusinessKey key) {
        return Rows.verdict(key, 1, ResultState.DUPLICATES, java.time.Instant.EPOCH)
                .verdictId();
    }

    @Test
    void anAnswerToAnotherBrowserSignsNobodyIn() {
        String query = issuer.authorize(begin(new PageBrowser(gateway), "/"));
        PageBrowser another = new PageBrowser(gateway);
        assertThat(another.get("/login/callback?" + query).statusCode()).isEqualTo(401);
        begin(another, "/"); // has a secret, but another one
        assertThat(another.get("/login/callback?" + query).statusCode()).isEqualTo(401);
        assertThat(another.cookie("dupcheck-session")).isNull();
    }

    @Test
    void anAnswerCountsOnce() {
        PageBrowser browser = new PageBrowser(gateway);
        URI sentTo = begin(browser, "/");
        String secret = browser.cookie(COOKIE);
        String query = issuer.authorize(sentTo);
        assertThat(browser.get("/login/callback?" + query).statusCode()).isEqualTo(303);
        PageBrowser again = new PageBrowser(gateway);
        again.setCookie(COOKIE, secret);
        assertThat(again.get("/login/callback?" + query).statusCode()).isEqualTo(401);
    }

    @Test
    void anIdTokenThatIsNotForUsSignsNobodyIn() {
        List<UnaryOperator<JWTClaimsSet.Builder>> wrong = List.of(
                claims -> claims.claim("nonce", "another"),
                claims -> claims.audience("another"),
                claims -> claims.issuer("https://issuer.example"),
                claims ->
                        claims.expirationTime(Date.from(java.time.Instant.now().minusSeconds(600))),
                claims -> claims.subject(null),
                claims -> claims.subject("a\0b"));
        for (UnaryOperator<JWTClaimsSet.Builder> change : wrong) {
            issuer.change = change;
            PageBrowser browser = new PageBrowser(gateway);
            HttpResponse<String> back = signIn(browser, "/");
            assertThat(back.statusCode()).isEqualTo(401);
            assertThat(back.body()).contains("尚未登录");
            assertThat(browser.cookie("dupcheck-session")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "error=access_denied&state=x", "code=x", "state=x", "code=%00&state=x", "%25"})
    void whatNoIssuerSendsSignsNobodyIn(String query) {
        PageBrowser browser = new PageBrowser(gateway);
        begin(browser, "/");
        String path = "/login/callback" + (query.isEmpty() ? "" : "?" + query);
        assertThat(browser.get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void aQueryThatCannotBeDecodedIsMalformed() {
        PageBrowser browser = new PageBrowser(gateway);
        begin(browser, "/");
        assertThat(browser.get("/login/callback?code=x&state=%ff").statusCode()).isEqualTo(400);
        assertThat(browser.cookie("dupcheck-session")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "%2F%5Cevil.example"})
    void noLinkToTheSignInLeadsElsewhere(String to) {
        isPerson("chen", "reviewer");
        assertThat(PageBrowser.location(signIn(new PageBrowser(gateway), to))).isEqualTo("/review");
    }

    @Test
    void whoeverSignsOutIsNotSignedInAgainUnasked() {
        isPerson("chen", "reviewer");
        PageBrowser browser = new PageBrowser(gateway);
        signIn(browser, "/");
        browser.get("/review");
        assertThat(PageBrowser.location(browser.post("/logout", Map.of()))).isEqualTo("/login");
        HttpResponse<String> page = browser.get("/login");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("/login?to=/").contains(issuer.uri() + "/end?");
        assertThat(PageBrowser.location(browser.get("/review"))).startsWith("/login");
    }
}
