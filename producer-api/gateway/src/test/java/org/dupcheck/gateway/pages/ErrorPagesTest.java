package org.dupcheck.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What goes wrong where no page is, in which zone times are, and where the link to the other language leads. */
final class ErrorPagesTest extends PageTest {
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
    private PageBrowser wang;

    @BeforeAll
    void signIn() {
        wang = PageBrowser.of(gateway, "wang");
    }

    private static String type(HttpResponse<String> answer) {
        return answer.headers().firstValue("content-type").orElse("");
    }

    @Test
    void anAddressThatIsNoneIsAPageInTheReadersLanguage() {
        PageBrowser nobody = new PageBrowser(gateway);
        HttpResponse<String> page = nobody.get("/nosuch", "Accept", HTML, "Accept-Language", "en");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(type(page)).startsWith("text/html");
        assertThat(page.body())
                .contains("Page not found", "Nothing was changed", "href=\"/\"", "href=\"/nosuch?lang=zh\"");
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .contains("style-src 'self'");
        assertThat(nobody.get("/nosuch", "Accept", HTML, "Accept-Language", "zh-CN")
                        .body())
                .contains("没有这个页面");
        assertThat(wang.get("/nosuch", "Accept", HTML).body()).contains("王芳");
        HttpResponse<String> wrongMethod = wang.post("/mine/nothing/there", Map.of(), "Accept", HTML);
        assertThat(wrongMethod.statusCode()).isEqualTo(404);
        assertThat(type(wrongMethod)).startsWith("text/html");
        HttpResponse<String> get = wang.get("/write/compare", "Accept", HTML);
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(type(get)).startsWith("text/html");
    }

    @Test
    void programsGetTheProblemAsTheyDid() {
        PageBrowser nobody = new PageBrowser(gateway);
        for (String accept : new String[] {"*/*", "application/json"}) {
            assertThat(type(nobody.get("/nosuch", "Accept", accept))).startsWith("application/problem+json");
        }
        assertThat(type(nobody.get("/api/v1/nosuch", "Accept", HTML))).startsWith("application/problem+json");
    }

    private static String language(HttpResponse<String> page) {
        String body = page.body();
        int at = body.indexOf("hreflang=");
        int href = body.lastIndexOf("href=\"", at);
        return body.substring(href + 6, body.indexOf('"', href + 6)).replace("&amp;", "&");
    }

    @Test
    void thePageThatAFormIsAnsweredWithHasAnAddressInTheOtherLanguage() {
        String path = PageBrowser.location(wang.get("/write"));
        wang.get(path + "&lang=en");
        String id = path.substring(path.indexOf('=') + 1);
        Map<String, String> form = Map.of("type", "project", "id", id, "title", "t");
        HttpResponse<String> told = wang.post("/write/compare", form);
        assertThat(told.statusCode()).isEqualTo(422);
        assertThat(language(told)).isEqualTo("/write?lang=zh&type=project&id=" + id);
        assertThat(wang.get(language(told)).statusCode()).isEqualTo(200);
        // where no page is above the form's own path but the list
        HttpResponse<String> refused = wang.post("/mine/decisions", Map.of("verdictId", "none", "decision", "CONFIRM"));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(language(refused)).isEqualTo("/mine?lang=en");
        PageBrowser chen = PageBrowser.of(gateway, "chen");
        chen.get("/review?lang=en");
        HttpResponse<String> review = chen.post("/review/none/decisions", Map.of("decision", "ACCEPT"));
        assertThat(language(review)).isEqualTo("/review/none?lang=zh");
    }

    @Test
    void timesAreOfTheZoneThatThePersonNamedOrOfTheInstallation() {
        PageBrowser zhao = PageBrowser.of(gateway, "zhao");
        gateway.rows.update("insert into policy (business_type, version, body, saved_at)"
                + " values ('zoned', 1, '{}'::json, '2026-11-01T20:00:00Z')");
        assertThat(zhao.get("/operations/policies").body()).contains("2026-11-02 04:00 UTC+08:00");
        gateway.rows.update(
                "insert into contact (user_id, zone, changed_at) values ('zhao', 'America/New_York', now())");
        assertThat(zhao.get("/operations/policies").body()).contains("2026-11-01 15:00 UTC-05:00");
        gateway.rows.update("update contact set zone = 'Mars/Base' where user_id = 'zhao'");
        assertThat(zhao.get("/operations/policies").body()).contains("2026-11-02 04:00 UTC+08:00");
    }
}
