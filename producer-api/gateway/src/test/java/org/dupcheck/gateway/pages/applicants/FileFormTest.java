package org.dupcheck.gateway.pages.applicants;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.documents.DocumentSettings;
import org.dupcheck.gateway.documents.Files;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.gateway.pages.PageTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file becomes sections in the form, and nothing that was typed is lost by it. */
final class FileFormTest extends PageTest {
    private static final String MARKUP = "<script>x()</script>\"><img src=x onerror=y()>";
    private static final String[] PART = {"HX-Request", "true"};
    private static final int MAX_BYTES = 1 << 20;

    private TestGateway small;
    private PageBrowser wang;
    private Map<String, String> form;

    @BeforeAll
    void open() {
        small = gateway.another(settings -> settings.withAuth(Auth.LOCAL)
                .withDocuments(new DocumentSettings(MAX_BYTES, 1, Duration.ofSeconds(20), 64)));
    }

    @AfterAll
    void shut() {
        small.close();
    }

    @BeforeEach
    void begin() {
        wang = PageBrowser.of(small, "wang");
        wang.get("/write?lang=en");
        String path = PageBrowser.location(wang.get("/write"));
        wang.get(path);
        form = new LinkedHashMap<>();
        form.put("id", path.substring(path.indexOf('=') + 1));
        form.put("title", "");
        box(0, "Background", "");
    }

    private void box(int number, String key, String text) {
        form.put("box", String.valueOf(number));
        form.put("key" + number, key);
        form.put("text" + number, text);
    }

    private String refused(String name, byte[] file) {
        HttpResponse<String> answer = wang.postParts("/write/file", form, name, file, PART);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body())
                .contains("role=\"alert\"", "everything you typed is still here")
                .doesNotContain("textarea");
        return answer.body();
    }

    @Test
    void itsSectionsFillEmptyBoxesOfTheirNameAndAreAddedOtherwise() {
        byte[] word = Files.word("#Background", "text of the background", "~hidden", "#" + MARKUP, MARKUP + " more");
        HttpResponse<String> answer =
                wang.postParts("/write/file", form, MARKUP.replace("\"", "%22") + ".docx", word, PART);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("hx-swap-oob=\"true\"", "1 box filled, 1 box added", "Hidden text: 6 (Background)")
                .containsPattern("name=\"text0\"[^>]*>\nBackground\\s+text of the background</textarea>")
                .contains("&lt;script", "%22&gt;&lt;img src=x onerror=y()&gt;.docx”")
                .doesNotContain("<script>x", "<img src=x");
        // the file's name is the title where there is none
        assertThat(answer.body()).containsPattern("id=\"title\" name=\"title\" value=\"[^\"]");
    }

    @Test
    void whatWasTypedStaysAndNothingIsTakenTwice() {
        form.put("title", "my title");
        box(0, "Background", "typed");
        byte[] word = Files.word("#Background", "from the file", "#Goals", "the goals");
        String first = wang.postParts("/write/file", form, "a.docx", word, PART).body();
        assertThat(first)
                .contains(">\ntyped</textarea>", "value=\"Background (2)\"", "value=\"Goals\"", "value=\"my title\"")
                .contains("2 boxes added");
        box(0, "Background", "Goals\r\nthe goals");
        assertThat(wang.postParts("/write/file", form, "a.docx", word, PART).body())
                .contains("1 box added", "1 section was already here, word for word");
    }

    @Test
    void withoutAScriptTheWholePageComesBack() {
        box(0, "Background", "typed " + MARKUP);
        HttpResponse<String> page =
                wang.postParts("/write/file", form, "正文.txt", "读到的正文".getBytes(StandardCharsets.UTF_8));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<!doctype html>", "typed &lt;script", "读到的正文</textarea>", "1 box added")
                .doesNotContain("<script>x");
        HttpResponse<String> none = wang.postParts("/write/file", form, "", new byte[0]);
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body()).contains("Choose a file first", "typed &lt;script");
    }

    @Test
    void whatCannotBeReadIsToldInWords() throws Exception {
        byte[] word = Files.word("#a", "text".repeat(500));
        assertThat(refused("a.docx", Arrays.copyOf(word, word.length / 2))).contains("damaged, incomplete");
        assertThat(refused("a.docx", Files.bomb())).contains("too much time or memory");
        assertThat(refused("a.pdf", Files.pdf("secret", "pw"))).contains("password-protected");
        assertThat(refused("a.exe", new byte[] {1})).contains("This kind of file cannot be read");
        assertThat(refused("a.txt", new byte[0])).contains("no readable text");
        assertThat(refused("a.txt", new byte[MAX_BYTES + 1])).contains("too large");
        assertThat(refused("", new byte[0])).contains("Choose a file first");
        form.put("text0", "typed");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            // long enough to be sections of their own: many short ones of a file are joined
            many.append("# key ")
                    .append(i)
                    .append("\n\n")
                    .append("a long text ".repeat(20))
                    .append("\n\n");
        }
        assertThat(refused("a.md", many.toString().getBytes(StandardCharsets.UTF_8)))
                .contains("more than 64 sections");
    }

    @Test
    void onePageTellsOfAFileThatIsFarTooLarge() {
        HttpResponse<String> answer = wang.postParts("/write/file", form, "a.txt", new byte[8 * MAX_BYTES], PART);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/html;charset=utf-8");
        assertThat(answer.body()).contains("The file is too large");
        assertThat(new PageBrowser(small)
                        .postParts("/write/file", form, "a.txt", new byte[8 * MAX_BYTES])
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void aLongDocumentCanBeSubmittedAndOneThatIsTooLongIsToldOf() {
        // as large as a message may be: four MiB of UTF-8
        box(0, "Background", "立".repeat(1_390_000));
        assertThat(wang.postParts("/write/submit", form, "", new byte[0], PART).body())
                .contains("Received and kept");
        box(0, "Background", "立".repeat(1_400_000));
        HttpResponse<String> answer = wang.postParts("/write/submit", form, "", new byte[0], PART);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("The text is too long");
        box(0, "Background", "立".repeat(3_000_000));
        HttpResponse<String> huge = wang.postParts("/write/submit", form, "", new byte[0], PART);
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(huge.body()).contains("The text is too long");
    }

    @Test
    void aFileNeedsTheTokenTheRoleAndTheDocument() {
        byte[] text = "text".getBytes(StandardCharsets.UTF_8);
        PageBrowser li = PageBrowser.of(small, "li");
        li.get("/write?id=" + form.get("id"));
        li.get("/mine");
        assertThat(li.postParts("/write/file", form, "a.txt", text, PART).statusCode())
                .isEqualTo(404);
        assertThat(PageBrowser.of(small, "chen")
                        .postParts("/write/file", form, "a.txt", text, PART)
                        .statusCode())
                .isEqualTo(403);
        assertThat(wang.postParts("/write/file", form, "a.txt", text, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        form.put("formToken", "");
        assertThat(wang.postParts("/write/file", form, "a.txt", text, PART).statusCode())
                .isEqualTo(403);
    }
}
