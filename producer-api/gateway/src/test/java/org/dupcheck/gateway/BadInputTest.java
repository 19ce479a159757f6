package org.dupcheck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Limits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input is refused where it came in, with a code and the field's path, and nothing of it is published. */
final class BadInputTest extends GatewayTest {
    @AfterAll
    static void publishesNothingOfIt() {
        assertThat(gateway.published(gateway.topics.submissions())).isEmpty();
        assertThat(gateway.published(gateway.topics.referenceEvents())).isEmpty();
    }

    private static String submission(String sections) {
        return "{\"businessType\": \"project\", \"businessId\": \"P\", \"mode\": \"SUBMIT\", \"applicant\": {\"userId\": \"u\"}, \"sections\": "
                + sections
                + "}";
    }

    private static String section(String text) {
        return "{\"key\": \"a\", \"text\": \"" + text + "\"}";
    }

    private static String many(int sections) {
        return IntStream.range(0, sections)
                .mapToObj(i -> "{\"key\": \"k" + i + "\", \"text\": \"文本\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static Stream<Arguments> badSubmissions() {
        String good = section("文本");
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        return Stream.of(
                Arguments.of("nothing", "", ErrorCode.MALFORMED_JSON, null),
                Arguments.of("no JSON", "{\"businessType\": ", ErrorCode.MALFORMED_JSON, "businessType"),
                Arguments.of(
                        "a field that is there twice",
                        "{\"businessType\": \"a\", \"businessType\": \"b\"}",
                        ErrorCode.MALFORMED_JSON,
                        "businessType"),
                Arguments.of(
                        "an id that no path can hold",
                        submission("[" + good + "]").replace("\"P\"", "\"..\""),
                        ErrorCode.INVALID_FIELD,
                        "businessId"),
                Arguments.of(
                        "a revision that none can follow",
                        submission("[" + good + "], \"revision\": 9223372036854775807"),
                        ErrorCode.INVALID_FIELD,
                        "revision"),
                Arguments.of("an array", "[]", ErrorCode.INVALID_FIELD, null),
                Arguments.of("no sections", submission("[]"), ErrorCode.MISSING_FIELD, "sections"),
                Arguments.of(
                        "an empty text", submission("[" + section("") + "]"), ErrorCode.EMPTY_TEXT, "sections[0].text"),
                Arguments.of(
                        "a blank text",
                        submission("[" + good + ", {\"key\": \"b\", \"text\": \" \\u3000\"}]"),
                        ErrorCode.EMPTY_TEXT,
                        "sections[1].text"),
                Arguments.of(
                        "a NUL",
                        submission("[" + section("a\\u0000b") + "]"),
                        ErrorCode.TEXT_HAS_NUL,
                        "sections[0].text"),
                Arguments.of(
                        "an unpaired surrogate",
                        submission("[" + section("a\\ud800b") + "]"),
                        ErrorCode.TEXT_NOT_UNICODE,
                        "sections[0].text"),
                Arguments.of("65 sections", submission(many(65)), ErrorCode.TOO_MANY_SECTIONS, "sections"),
                Arguments.of(
                        "one key twice",
                        submission("[" + good + "," + good + "]"),
                        ErrorCode.DUPLICATE_SECTION,
                        "sections[1].key"),
                Arguments.of(
                        "an unknown mode",
                        submission("[" + good + "]").replace("SUBMIT", "PERHAPS"),
                        ErrorCode.UNKNOWN_ENUM,
                        "mode"),
                Arguments.of(
                        "no mode",
                        submission("[" + good + "]").replace("\"mode\": \"SUBMIT\", ", ""),
                        ErrorCode.MISSING_FIELD,
                        "mode"),
                Arguments.of(
                        "a type with a colon",
                        submission("[" + good + "]").replace("project", "a:b"),
                        ErrorCode.INVALID_FIELD,
                        "businessType"),
                Arguments.of(
                        "an id of 33 characters",
                        submission("[" + good + "]").replace("\"P\"", "\"" + "x".repeat(33) + "\""),
                        ErrorCode.INVALID_FIELD,
                        "businessId"),
                Arguments.of(
                        "a revision in quotes",
                        submission("[" + good + "], \"revision\": \"7\""),
                        ErrorCode.INVALID_FIELD,
                        "revision"),
                Arguments.of(
                        "10,000 levels",
                        submission("[" + good + "], \"x\": " + deep),
                        ErrorCode.NESTED_TOO_DEEP,
                        null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSubmissions")
    void refusesABadSubmission(String name, String json, ErrorCode code, String path) {
        HttpResponse<String> response = gateway.post("/submissions", json);

        assertProblem(response, 400, code, path);
    }

    @Test
    void saysWhichFieldIsThereTwice() {
        HttpResponse<String> response = gateway.post("/submissions", "{\"mode\": \"SUBMIT\", \"mode\": \"PRECHECK\"}");

        assertThat(TestGateway.body(response).get("detail").asText()).isEqualTo("mode is there twice");
    }

    @Test
    void refusesMoreThanFourMebibytesInOneText() {
        String json = submission("[" + section("文".repeat(Limits.MAX_MESSAGE_BYTES / 3)) + "]");

        assertProblem(gateway.post("/submissions", json), 413, ErrorCode.MESSAGE_TOO_LARGE, null);
    }

    @Test
    void refusesMoreThanFourMebibytesThatComeInPieces() {
        byte[] large = submission("[" + section("x".repeat(Limits.MAX_MESSAGE_BYTES)) + "]")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        HttpRequest chunked = gateway.request(TestGateway.API + "/submissions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                .build();

        assertProblem(gateway.send(chunked), 413, ErrorCode.MESSAGE_TOO_LARGE, null);
    }

    @Test
    void takesNoBodyThatIsNotJson() {
        HttpRequest text = gateway.request(TestGateway.API + "/submissions")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(submission("[" + section("文本") + "]")))
                .build();
        HttpRequest none = gateway.request(TestGateway.API + "/reference-events")
                .POST(BodyPublishers.ofString("[]"))
                .build();
        HttpRequest zipped = gateway.request(TestGateway.API + "/submissions")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("x"))
                .build();

        assertProblem(gateway.send(text), 415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, null);
        assertProblem(gateway.send(none), 415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, null);
        assertProblem(gateway.send(zipped), 415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, null);
    }

    private static String event(String id, String more) {
        return "{\"documentType\": \"initiation\", \"documentId\": \"" + id + "\", \"revision\": 1" + more + "}";
    }

    static Stream<Arguments> badEvents() {
        String good = event("D", ", \"kind\": \"APPROVED\", \"sections\": [" + section("文本") + "]");
        return Stream.of(
                Arguments.of("an unknown kind", event("D", ", \"kind\": \"KEPT\""), ErrorCode.UNKNOWN_ENUM, "kind"),
                Arguments.of("no kind", event("D", ""), ErrorCode.MISSING_FIELD, "kind"),
                Arguments.of(
                        "an approval without sections",
                        event("D", ", \"kind\": \"APPROVED\""),
                        ErrorCode.MISSING_FIELD,
                        "sections"),
                Arguments.of(
                        "a revision that none can follow",
                        event("D", ", \"kind\": \"APPROVED\", \"sections\": [" + section("文本") + "]")
                                .replace("\"revision\": 1", "\"revision\": 9223372036854775807"),
                        ErrorCode.INVALID_FIELD,
                        "revision"),
                Arguments.of("null", "null", ErrorCode.MISSING_VALUE, null),
                Arguments.of(
                        "an empty text in the fourth",
                        "[" + good + "," + good + "," + good + ","
                                + event("D", ", \"kind\": \"EDITED\", \"sections\": [" + section(" ") + "]") + "]",
                        ErrorCode.EMPTY_TEXT,
                        "[3].sections[0].text"),
                Arguments.of("a number in an array", "[" + good + ", 7]", ErrorCode.INVALID_FIELD, "[1]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badEvents")
    void refusesABadReferenceEvent(String name, String json, ErrorCode code, String path) {
        assertProblem(gateway.post("/reference-events", json), 400, code, path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/checks/project/a%00b",
                "/checks?type=a%0Ab",
                "/verdicts/a%00b",
                "/work-orders/%1f",
                "/verdicts/a%00/b/latest"
            })
    void refusesControlCharactersInTheAddress(String path) {
        HttpResponse<String> response = gateway.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        // a NUL is refused by Jetty already
        assertThat(TestGateway.body(response).get("code").asText()).isIn("INVALID_FIELD", "BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/checks?limit=0",
                "/checks?limit=201",
                "/checks?limit=x",
                "/checks?state=DONE",
                "/checks?resultState=SOME",
                "/checks?after=zzz",
                "/checks?after=Zm9v",
                "/verdicts/project/x/history?after=YXxi",
                "/verdicts/project/x/history?after=YXxifGM",
                "/messages?userId=u&after=%21",
                "/messages?userId=u&after=eA"
            })
    void refusesParametersItDoesNotUnderstand(String path) {
        HttpResponse<String> response = gateway.get(path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(path).contains(TestGateway.body(response).get("path").asText() + "=");
    }

    @Test
    void refusesAMissingParameter() {
        assertProblem(gateway.get("/messages"), 400, ErrorCode.MISSING_FIELD, "userId");
        assertProblem(
                gateway.send(gateway.request(TestGateway.API + "/messages/x/read")
                        .POST(BodyPublishers.noBody())
                        .build()),
                400,
                ErrorCode.INVALID_FIELD,
                "id");
    }

    private static void assertProblem(HttpResponse<String> response, int status, ErrorCode code, String path) {
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = TestGateway.body(response);
        assertThat(problem.get("code").asText()).isEqualTo(code.name());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.has("path") ? problem.get("path").asText() : null).isEqualTo(path);
    }
}
