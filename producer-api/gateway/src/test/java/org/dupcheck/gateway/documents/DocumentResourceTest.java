package org.dupcheck.gateway.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in, sections out, within bounds. */
final class DocumentResourceTest extends GatewayTest {
    private static final String PATH = TestGateway.API + "/documents";
    private static final String TEXT = "本项目面向城市交通拥堵问题，研究短时流量预测方法。";
    private static final int MAX_BYTES = 1 << 20;

    private static TestGateway small;

    @BeforeAll
    static void open() {
        small = gateway.another(
                settings -> settings.withDocuments(new DocumentSettings(MAX_BYTES, 1, Duration.ofSeconds(20), 64)));
    }

    @AfterAll
    static void shut() {
        small.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpRequest raw(TestGateway at, String name, byte[] bytes) {
        return at.request(PATH + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes))
                .build();
    }

    /** A form as browsers and curl send it; each file is a name with its bytes. */
    private static HttpRequest form(TestGateway at, Object... namesAndBytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            body.writeBytes(utf8("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                    + namesAndBytes[i] + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
            body.writeBytes((byte[]) namesAndBytes[i + 1]);
            body.writeBytes(utf8("\r\n"));
        }
        body.writeBytes(utf8("--xyz--\r\n"));
        return at.request(PATH)
                .header("Content-Type", "multipart/form-data; boundary=xyz")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }

    private static JsonNode read(HttpRequest request) {
        HttpResponse<String> response = small.send(request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestGateway.body(response);
    }

    private static void assertRefused(HttpRequest request, int status, String code) {
        HttpResponse<String> response = small.send(request);
        assertThat(TestGateway.body(response).get("code").asText())
                .as(response.body())
                .isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void aWordFileBecomesSectionsAndTellsWhatIsHiddenInIt() {
        byte[] word = Files.word("#立项背景", TEXT, "~藏起来的文字不算，但是要说出来", "#技术路线", "采用 <b> & 图神经网络");
        for (HttpRequest request : List.of(raw(small, "申报书.docx", word), form(small, "申报书.docx", word))) {
            JsonNode reading = read(request);
            assertThat(reading.get("title").asText()).isEqualTo("申报书");
            assertThat(reading.get("sections")).hasSize(2);
            assertThat(reading.at("/sections/0/key").asText()).isEqualTo("立项背景");
            assertThat(reading.at("/sections/0/text").asText()).contains(TEXT).doesNotContain("藏起来");
            assertThat(reading.at("/sections/1/text").asText()).contains("采用 <b> & 图神经网络");
            assertThat(reading.at("/signals/0/kind").asText()).isEqualTo("HIDDEN_TEXT");
            assertThat(reading.has("encoding")).isFalse();
            assertThat(reading.get("unread")).isEmpty();
        }
    }

    @Test
    void otherKindsAreReadToo() throws Exception {
        assertThat(read(raw(small, "a.pdf", Files.pdf("A line of text in a page", null)))
                        .at("/sections/0/text")
                        .asText())
                .contains("A line of text in a page");
        JsonNode markdown = read(raw(small, "a.md", utf8("# 背景\n\n**" + TEXT + "**\n\n# 目标\n\n统一监测")));
        assertThat(markdown.at("/sections/0/key").asText()).isEqualTo("背景");
        assertThat(markdown.at("/sections/0/text").asText()).contains(TEXT).doesNotContain("*");
        assertThat(read(form(small, "a.txt", utf8(TEXT))).get("encoding").asText())
                .isEqualTo("UTF-8");
        JsonNode gbk = read(raw(small, "a.txt", TEXT.repeat(4).getBytes(Charset.forName("GBK"))));
        assertThat(gbk.get("encoding").asText()).isEqualTo("GB18030");
        assertThat(gbk.at("/sections/0/text").asText()).isEqualTo(TEXT.repeat(4));
    }

    static Stream<Arguments> badFiles() throws Exception {
        byte[] word = Files.word("#立项背景", TEXT.repeat(20));
        return Stream.of(
                Arguments.of("empty", "a.txt", new byte[0], 422, "FILE_WITHOUT_TEXT"),
                Arguments.of("blank", "a.md", utf8(" \n\t"), 422, "FILE_WITHOUT_TEXT"),
                Arguments.of("a bomb", "a.docx", Files.bomb(), 422, "FILE_BEYOND_BOUNDS"),
                Arguments.of("cut off", "a.docx", Arrays.copyOf(word, word.length / 2), 422, "FILE_DAMAGED"),
                Arguments.of("not what it says", "a.pdf", utf8(TEXT), 422, "FILE_DAMAGED"),
                Arguments.of("encrypted", "a.pdf", Files.pdf("secret", "pw"), 422, "FILE_ENCRYPTED"),
                Arguments.of(
                        "no known encoding", "a.txt", new byte[] {-1, 1, -2, 3, -3, 5, -4, 0}, 422, "FILE_ENCODING"),
                Arguments.of("another kind", "a.png", new byte[] {1, 2, 3}, 415, "FILE_UNSUPPORTED"),
                Arguments.of("an old kind", "a.rtf", utf8("{\\rtf1 x}"), 415, "FILE_UNSUPPORTED"),
                Arguments.of("too large", "a.txt", new byte[MAX_BYTES + 1], 413, "FILE_TOO_LARGE"),
                Arguments.of("much too large", "a.txt", new byte[4 * MAX_BYTES], 413, "FILE_TOO_LARGE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void whatCannotBeReadIsRefusedAndTheNextFileIsRead(
            String what, String name, byte[] bytes, int status, String code) {
        assertRefused(raw(small, name, bytes), status, code);
        assertRefused(form(small, name, bytes), status, code);
        assertThat(read(raw(small, "a.txt", utf8(TEXT))).at("/sections/0/text").asText())
                .isEqualTo(TEXT);
    }

    @Test
    void aFormWithoutOneNamedFileIsRefused() {
        assertRefused(form(small), 400, "MISSING_FIELD");
        assertRefused(form(small, "", new byte[0]), 400, "MISSING_FIELD");
        assertRefused(form(small, "a.txt", utf8(TEXT), "b.txt", utf8(TEXT)), 400, "INVALID_FIELD");
        assertRefused(small.request(PATH).POST(BodyPublishers.ofString(TEXT)).build(), 400, "MISSING_FIELD");
        assertRefused(
                small.request(PATH + "?nmae=a.txt")
                        .POST(BodyPublishers.ofString(TEXT))
                        .build(),
                400,
                "UNKNOWN_FIELD");
        Object[] many = new Object[3_000];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = "a.txt";
            many[i + 1] = utf8("x");
        }
        assertThat(small.send(form(small, many)).statusCode()).isEqualTo(400);
        for (String boundary : List.of("", "; boundary=other", "; boundary=" + "x".repeat(300))) {
            HttpResponse<String> response = small.send(small.request(PATH)
                    .header("Content-Type", "multipart/form-data" + boundary)
                    .POST(BodyPublishers.ofString("--xyz\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx"))
                    .build());
            assertThat(response.statusCode()).as(boundary + response.body()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../etc/passwd.txt",
                "..\\..\\windows\\passwd.txt",
                "/etc/passwd.txt",
                "C:\\etc\\passwd.txt",
                "\u202Epasswd.txt",
                "\uFEFFpass\u200Bwd.txt"
            })
    void aNameIsNoPathAndLosesWhatWouldDisturb(String name) {
        assertThat(read(raw(small, name, utf8(TEXT))).get("title").asText()).isEqualTo("passwd");
        // within quotes of a header a backslash escapes
        assertThat(read(form(small, name.replace("\\", "\\\\"), utf8(TEXT)))
                        .get("title")
                        .asText())
                .isEqualTo("passwd");
    }

    @Test
    void aNameIsShownAsItIsAndNeverLong() {
        String markup = "<script>alert(1)</script>\"&quot;'=cmd|' .txt";
        HttpResponse<String> response = small.send(raw(small, markup, utf8(TEXT)));
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(TestGateway.body(response).get("title").asText()).isEqualTo("script>\"&quot;'=cmd|'");
        assertThat(read(raw(small, "长".repeat(1_000) + ".txt", utf8(TEXT)))
                        .get("title")
                        .asText())
                .hasSize(251);
        HttpResponse<String> control = small.send(raw(small, "a\r\nX-Evil: 1\u0000.txt", utf8(TEXT)));
        assertThat(control.statusCode()).isEqualTo(400);
    }

    /** The one reader is busy with a bomb; whoever else comes is told when to come again. */
    @Test
    void oneMoreThanMayBeReadAtOnceIsToldWhenToComeAgain() throws Exception {
        byte[] slow = Files.word(Stream.generate(() -> TEXT).limit(200).toArray(String[]::new));
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        await().until(() -> {
            answers.clear();
            for (int i = 0; i < 8; i++) {
                answers.add(small.sendAsync(raw(small, "a.docx", slow)));
            }
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
            return answers.stream().anyMatch(answer -> answer.join().statusCode() == 503);
        });
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.join();
            if (response.statusCode() == 503) {
                assertThat(response.headers().firstValue("retry-after")).isPresent();
                assertThat(TestGateway.body(response).get("code").asText()).isEqualTo("UNAVAILABLE");
            } else {
                assertThat(response.statusCode()).isEqualTo(200);
            }
        }
        assertThat(answers).anyMatch(answer -> answer.join().statusCode() == 200);
        assertThat(read(raw(small, "a.txt", utf8(TEXT))).get("sections")).hasSize(1);
    }

    @Test
    void noFileIsLeftBehind() throws Exception {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = parts(folder);
        read(form(small, "a.txt", utf8(TEXT.repeat(5_000))));
        assertRefused(form(small, "a.docx", Files.bomb()), 422, "FILE_BEYOND_BOUNDS");
        assertThat(parts(folder)).isEqualTo(before);
    }

    /** Where Jetty would put the parts of a form. */
    private static List<Path> parts(Path folder) throws Exception {
        try (Stream<Path> all = java.nio.file.Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith("MultiPart"))
                    .sorted()
                    .toList();
        }
    }
}
