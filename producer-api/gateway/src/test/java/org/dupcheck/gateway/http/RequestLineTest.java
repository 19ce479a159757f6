package org.dupcheck.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.RawHttp;
import org.dupcheck.gateway.RawHttp.Answer;
import org.dupcheck.gateway.operations.Operations;
import org.dupcheck.gateway.operations.OperationsServer;
import org.dupcheck.runtime.health.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request's first line says is what is done: its method, and the whole of its query. */
final class RequestLineTest extends GatewayTest {
    private static final String JSON = "Content-Type: application/json\r\n";

    @ParameterizedTest
    @CsvSource({
        "/api/v1/checks?type=zzz%, type",
        "/api/v1/checks?state=%, state",
        "/api/v1/checks?state=FINISHED&resultState=%zz, resultState",
        "/api/v1/checks?%=1, %",
        "/api/v1/checks?%ff=1, %ff",
        "/api/v1/checks?type=%ff, type",
        "/api/v1/checks?type=a%c0%80, type",
        "/api/v1/checks?type=%ed%a0%80, type",
        "/api/v1/checks?limit=%2, limit",
        "/api/v1/reference-documents?typ%, typ%"
    })
    void aParameterThatCannotBeReadIsRefusedByItsName(String path, String name) {
        Answer answer = RawHttp.send(gateway, "GET " + path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"INVALID_FIELD\"").contains("\"path\":\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?waitMs=%", "?minCorpusVersion=%zz"})
    void nothingIsSubmittedUnderAQueryThatCannotBeRead(String query) {
        String body = "{\"businessType\": \"q\", \"businessId\": \"q-1\", \"mode\": \"SUBMIT\","
                + " \"applicant\": {\"userId\": \"u\"}, \"sections\": [{\"key\": \"a\", \"text\": \"t\"}]}";
        Answer answer = RawHttp.send(
                gateway, "POST /api/v1/submissions" + query, JSON + "Content-Length: " + body.length() + "\r\n", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(gateway.published(gateway.topics.submissions()))
                .noneMatch(record -> record.key().equals("q:q-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "type=\u00ff, type",
        "limit=1&type=a\u00c0\u0080, type",
        "type=\u00ed\u00a0\u0080b, type",
        "type=%E5%9E%8B\u00e5\u009e, type"
    })
    void bytesThatAreNoUtf8AreRefusedByTheParametersName(String query, String name) {
        Answer answer = RawHttp.sendBytes(gateway, "GET /api/v1/checks?" + query);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.body()).contains("\"INVALID_FIELD\"").contains("\"path\":\"" + name + "\"");
    }

    /** What is no address by the letter is sent by many, and means but one thing. */
    @Test
    void utf8ThatIsNotPercentEncodedIsReadAsItStands() {
        gateway.rows.finish(new BusinessKey("原", "D"), 1);

        Answer answer = RawHttp.send(gateway, "GET /api/v1/checks?type=原");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body()).contains("\"businessId\":\"D\"");
    }

    @Test
    void aWellEncodedQueryIsReadAsItStands() {
        gateway.rows.finish(new BusinessKey("型 100%", "D"), 1);

        Answer answer = RawHttp.send(gateway, "GET /api/v1/checks?type=%E5%9E%8B+100%25");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"businessId\":\"D\"");
        assertThat(RawHttp.send(gateway, "GET /api/v1/checks?").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "utf-16"})
    void theCharsetOfABodyDoesNotChangeTheQuery(String charset) {
        gateway.rows.finish(new BusinessKey("some", "D"), 1);

        Answer answer = RawHttp.send(
                gateway,
                "GET /api/v1/checks?type=oth%65r",
                "Content-Type: text/plain; charset=" + charset + "\r\n",
                "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"checks\":[]}");
    }

    @Test
    void aHeaderThatNamesAnotherMethodHasNoEffect() {
        Answer withdrawal =
                RawHttp.send(gateway, "GET /api/v1/submissions/m/m-1", "X-HTTP-Method-Override: DELETE\r\n", "");
        Answer read = RawHttp.send(gateway, "GET /api/v1/reference-set", "x-http-method-override: POST\r\n", "");

        assertThat(withdrawal.status()).isEqualTo(405);
        assertThat(withdrawal.header("Allow")).isEqualTo("DELETE");
        assertThat(read.status()).isEqualTo(200);
        assertThat(gateway.published(gateway.topics.submissions()))
                .noneMatch(record -> record.key().equals("m:m-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "200, /api/v1/checks/h/known",
        "404, /api/v1/checks/h/unknown",
        "400, /api/v1/checks?limit=0",
        "200, /api/v1/reference-set",
        "200, /api/v1/verdicts/h/known/latest",
        "200, /openapi.yaml",
        "200, /health/live",
        "200, /health/ready",
        "200, /metrics",
        "404, /nosuch"
    })
    void headIsAnsweredAsGetWithoutTheBody(int status, String path) {
        gateway.rows.finish(new BusinessKey("h", "known"), 1);

        Answer get = RawHttp.send(gateway, "GET " + path);
        Answer head = RawHttp.send(gateway, "HEAD " + path);

        assertThat(get.status()).as(get.text()).isEqualTo(status);
        assertThat(head.status()).isEqualTo(status);
        assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
        assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
        assertThat(head.body()).isEmpty();
        assertThat(get.body()).isNotEmpty();
    }

    @Test
    void headOfAnEventStreamEndsAtOnce() {
        gateway.rows.check(new BusinessKey("h", "running"), 1, CheckState.RUNNING);

        Answer head = RawHttp.send(gateway, "HEAD /api/v1/checks/h/running/events");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void headTellsThatANodeIsNotReady() throws Exception {
        Operations operations = new Operations(() -> Map.of("check", Health.down("it starts")), () -> "m 1\n");
        try (OperationsServer server = new OperationsServer(
                HttpSettings.DEFAULT.withAddress("127.0.0.1", 0), operations, new SimpleMeterRegistry())) {
            server.start();
            HttpRequest head = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/health/ready"))
                    .method("HEAD", BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer = gateway.http().send(head, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void allowNamesWhatIsTaken() {
        assertThat(RawHttp.send(gateway, "PATCH /api/v1/checks").header("Allow"))
                .isEqualTo("GET, HEAD");
        Answer head = RawHttp.send(gateway, "HEAD /api/v1/submissions");

        assertThat(head.status()).isEqualTo(405);
        assertThat(head.header("Allow")).isEqualTo("POST");
        assertThat(RawHttp.send(gateway, "OPTIONS /api/v1/policies/a").header("Allow"))
                .isEqualTo("GET, HEAD, PUT");
    }
}
