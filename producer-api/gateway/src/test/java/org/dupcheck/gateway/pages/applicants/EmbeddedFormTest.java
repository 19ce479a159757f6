package org.dupcheck.gateway.pages.applicants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.dupcheck.gateway.pages.frame.FrameAncestors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The form within a page of a business module: who may show it, and what is otherwise there. */
final class EmbeddedFormTest extends PageTest {
    private static final String HOST = "https://projects.example.edu";
    private static final String[] PART = {"HX-Request", "true"};
    private TestGateway named;
    private PageBrowser wang;

    @BeforeAll
    void signIn() {
        named = gateway.another(settings -> settings.withAuth(Auth.LOCAL).withFrameAncestors(FrameAncestors.of(HOST)));
        wang = PageBrowser.of(named, "wang");
        wang.get("/write?lang=en");
    }

    @AfterAll
    void stopIt() {
        named.close();
    }

    private static String ancestors(HttpResponse<?> response) {
        String policy = response.headers().firstValue("content-security-policy").orElseThrow();
        return policy.substring(policy.indexOf("frame-ancestors"));
    }

    /** A new document's form. */
    private String begin() {
        String path = PageBrowser.location(wang.get("/write/embed"));
        assertThat(path).matches("/write/embed\\?id=[0-9a-f]{32}");
        return path;
    }

    private static Map<String, String> form(String path, String text) {
        Map<String, String> fields = new HashMap<>();
        fields.put("type", "project");
        fields.put("id", path.substring(path.indexOf('=') + 1));
        fields.put("box", "0");
        fields.put("key0", "k");
        fields.put("text0", text);
        return fields;
    }

    @Test
    void onlyTheFormMayBeShownAndOnlyByThoseWhoAreNamed() {
        String path = begin();
        assertThat(ancestors(wang.get(path))).isEqualTo("frame-ancestors " + HOST);
        for (String other : List.of("/write" + path.substring("/write/embed".length()), "/mine", "/login")) {
            assertThat(ancestors(wang.get(other))).as(other).isEqualTo("frame-ancestors 'none'");
        }
        // where nobody is named, nobody may
        PageBrowser unnamed = PageBrowser.of(gateway, "wang");
        HttpResponse<String> page = unnamed.get(PageBrowser.location(unnamed.get("/write/embed")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(ancestors(page)).isEqualTo("frame-ancestors 'none'");
    }

    @Test
    void theFormHasNothingAroundItAndSendsToItsOwnPaths() {
        String page = wang.get(begin()).body();
        assertThat(page)
                .contains("name=\"text0\"", "Signed in as 王芳", "name=\"frame-ancestors\" content=\"" + HOST)
                .contains("\"/write/embed/compare\"", "\"/write/embed/submit\"", "\"/write/embed/file\"")
                .contains("\"/write/embed/box\"", "\"/write/embed/sections?box=0\"")
                .doesNotContain("<header", "<main", "<nav", "href=\"/\"", "href=\"/write", "href=\"/mine")
                .doesNotContainPattern("(action|hx-get|hx-post)=\"/write/(?!embed/)");
    }

    @Test
    void withoutAScriptTheAnswerIsTheFormOnceMore() {
        String path = begin();
        HttpResponse<String> refused = wang.post("/write/embed/compare", form(path, " "));
        assertThat(refused.statusCode()).isEqualTo(422);
        HttpResponse<String> sent = wang.post("/write/embed/submit", form(path, "正文"));
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).contains("Received and kept", "data-submitted", "/write/embed/result?");
        for (HttpResponse<String> answer : List.of(refused, sent)) {
            assertThat(ancestors(answer)).isEqualTo("frame-ancestors " + HOST);
            assertThat(answer.body()).contains("name=\"text0\"").doesNotContain("<header", "href=\"/mine\"");
        }
    }

    @Test
    void aRefusalIsShownWithinTheFrame() {
        for (String path : List.of("/write/embed?id=nobodys", "/write/embed/result?id=nobodys")) {
            HttpResponse<String> answer = wang.get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(ancestors(answer)).isEqualTo("frame-ancestors " + HOST);
            assertThat(answer.body()).contains("role=\"alert\"").doesNotContain("<header", "href=\"/\"");
        }
    }

    @Test
    void aFormOfTheHostIsRefusedAsAnybodysIs() {
        String path = begin();
        wang.get(path);
        for (String[] header : List.of(
                new String[] {"Sec-Fetch-Site", "same-site"}, new String[] {"Origin", HOST}, new String[] {"X-A", "b"
                })) {
            Map<String, String> form = form(path, "正文");
            if (header[0].equals("X-A")) {
                form.put("formToken", "another");
            }
            assertThat(wang.post("/write/embed/submit", form, header).statusCode())
                    .as(String.join(": ", header))
                    .isEqualTo(403);
        }
    }

    @Test
    void theSignInHasAWindowOfItsOwnAndLeadsBack() {
        PageBrowser nobody = new PageBrowser(named);
        HttpResponse<String> asked = nobody.get("/write/embed?type=project&id=x&lang=en");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(ancestors(asked)).isEqualTo("frame-ancestors " + HOST);
        assertThat(asked.body())
                .contains("Sign in to write here", "href=\"/login?to=%2Flogin%2Fdone\" target=\"_blank\"")
                .contains("href=\"/write/embed?type=project&amp;id=x&amp;lang=en\"");
        HttpResponse<String> part = nobody.post("/write/embed/sections?box=0", form("=x", "正文"), PART);
        assertThat(part.statusCode()).isEqualTo(401);
        assertThat(part.headers().firstValue("hx-redirect")).isEmpty();
        assertThat(part.body()).contains("Your session has ended", "still here", "target=\"_blank\"");

        assertThat(PageBrowser.location(nobody.get("/login/done"))).isEqualTo("/login");
        HttpResponse<String> signedIn = nobody.post("/login", Map.of("person", "wang", "to", "/login/done"));
        assertThat(PageBrowser.location(signedIn)).isEqualTo("/login/done");
        HttpResponse<String> done = nobody.get("/login/done");
        assertThat(done.body()).contains("You can close this window");
        assertThat(ancestors(done)).isEqualTo("frame-ancestors 'none'");
    }
}
