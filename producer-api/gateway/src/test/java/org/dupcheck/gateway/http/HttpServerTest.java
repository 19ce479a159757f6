package org.dupcheck.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.OpenApi;
import org.dupcheck.gateway.Rows;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.operations.Operations;
import org.dupcheck.gateway.operations.OperationsServer;
import org.dupcheck.runtime.health.Health;
import org.junit.jupiter.api.Test;

final class HttpServerTest extends GatewayTest {
    @Test
    void everyRouteIsInOpenApiAndTheOtherWayRound() {
        Set<String> routes = new TreeSet<>(gateway.routes());
        // the page that shows it, for people
        routes.removeIf(route -> route.startsWith("GET /api") && !route.startsWith("GET /api/v1/"));

        assertThat(routes).isEqualTo(OpenApi.operations());
    }

    /** What every call may be answered before its route is asked: by the gate, by the limits, by a fault, by an outage. */
    @Test
    void everyCallOfTheApiNamesWhatAnyCallMayBeAnswered() {
        for (String operation : OpenApi.operations()) {
            String[] parts = operation.split(" ", 2);
            JsonNode responses = OpenApi.schemas()
                    .document()
                    .get("paths")
                    .get(parts[1])
                    .get(parts[0].toLowerCase(Locale.ROOT))
                    .get("responses");
            if (parts[1].startsWith(TestGateway.API)) {
                assertThat(responses.fieldNames()).toIterable().as(operation).contains("401", "429", "500");
            }
        }
    }

    @Test
    void answersUnknownPathsAndMethodsWithProblems() {
        HttpResponse<String> nowhere = gateway.get("/nothing/here");
        HttpResponse<String> patch = gateway.send(gateway.request(TestGateway.API + "/submissions")
                .method("PATCH", BodyPublishers.noBody())
                .build());

        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(TestGateway.body(nowhere).get("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(patch.statusCode()).isEqualTo(405);
        assertThat(TestGateway.body(patch).get("code").asText()).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(patch.headers().firstValue("allow")).hasValue("POST");
    }

    @Test
    void carriesItsSecurityHeadersAndNoVersion() {
        HttpResponse<String> response = gateway.get("/reference-set");

        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(response.headers().firstValue("content-security-policy")).isPresent();
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(response.headers().firstValue("server")).isEmpty();
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    }

    @Test
    void compressesOnlyWhatIsWorthIt() throws Exception {
        Verdict large = Rows.verdict(new BusinessKey("z", "x".repeat(20)), 1, ResultState.DUPLICATES, Instant.now());
        Verdict.Passage passage = large.matches().get(0).passages().get(0);
        Verdict.Match match =
                new Verdict.Match("initiation", "D", 1, "标题", 0.5, 4, java.util.Collections.nCopies(200, passage));
        gateway.rows.verdict(new Verdict(
                "large",
                "z",
                "large",
                1,
                large.mode(),
                "a",
                ResultState.DUPLICATES,
                1,
                1,
                "1",
                "1",
                0,
                large.reason(),
                large.createdAt(),
                0.5,
                4,
                8,
                4,
                large.sections(),
                large.ratios(),
                large.tooLittleText(),
                large.commonText(),
                large.signals(),
                large.confirmationReasons(),
                java.util.List.of(match)));

        HttpResponse<byte[]> zipped = gateway.http()
                .send(
                        gateway.request(TestGateway.API + "/verdicts/large")
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray());
        HttpResponse<byte[]> small = gateway.http()
                .send(
                        gateway.request(TestGateway.API + "/reference-set")
                                .header("Accept-Encoding", "gzip")
                                .build(),
                        BodyHandlers.ofByteArray());

        assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(zipped.headers().firstValue("vary")).hasValue("Accept-Encoding");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(gateway.get("/verdicts/large").body());
        }
        assertThat(small.headers().firstValue("content-encoding")).isEmpty();
    }

    @Test
    void timesRequestsByTemplateNotByPath() {
        gateway.get("/checks/project/timed-1");
        gateway.get("/checks/project/timed-2");
        gateway.get("/unknown/timed-3");

        Timer timer = gateway.meters
                .get("dupcheck.http.requests")
                .tags("route", "/api/v1/checks/{type}/{id}", "method", "GET", "status", "404")
                .timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(gateway.meters.find("dupcheck.http.requests").timers())
                .noneMatch(t -> String.valueOf(t.getId().getTag("route")).contains("timed"))
                .anyMatch(t -> "none".equals(t.getId().getTag("route")));
    }

    @Test
    void refusesHeadersThatAreTooLargeAndRequestsThatAreNone() throws Exception {
        HttpResponse<String> large = gateway.send(gateway.request(TestGateway.API + "/nothing")
                .header("X-Large", "x".repeat(20_000))
                .build());
        String none = raw("GET / HTTP/9.9\r\n\r\n");
        String encoding = raw("GET /api/v1/checks/a/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(large.statusCode()).isEqualTo(431);
        assertThat(TestGateway.body(large).get("code").asText()).isEqualTo("BAD_REQUEST");
        assertThat(none).contains("application/problem+json").doesNotContain("Jetty");
        assertThat(encoding).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.role.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(60_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void handsOutItsDescriptions() {
        HttpResponse<String> openApi =
                gateway.send(gateway.request("/openapi.yaml").build());
        HttpResponse<String> asyncApi =
                gateway.send(gateway.request("/asyncapi.yaml").build());

        assertThat(openApi.body()).startsWith("openapi: 3.1");
        assertThat(asyncApi.body()).startsWith("asyncapi: 3.0");
        assertThat(openApi.headers().firstValue("content-type")).hasValue("application/yaml");
    }

    @Test
    void tellsHealthAndMetrics() {
        HttpResponse<String> live = gateway.send(gateway.request("/health/live").build());
        HttpResponse<String> ready =
                gateway.send(gateway.request("/health/ready").build());
        HttpResponse<String> metrics = gateway.send(gateway.request("/metrics").build());

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(ready).at("/components/database/status").asText())
                .isEqualTo("UP");
        assertThat(metrics.body()).isEqualTo("dupcheck_test 1\n");
        assertThat(metrics.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    }

    @Test
    void servesOperationsAloneWhereThereIsNoGateway() throws Exception {
        AtomicReference<Health> health = new AtomicReference<>(Health.UP);
        Operations operations = new Operations(() -> Map.of("check", health.get()), () -> "m 1\n");
        try (OperationsServer server = new OperationsServer(
                HttpSettings.DEFAULT.withAddress("127.0.0.1", 0), operations, new SimpleMeterRegistry())) {
            server.start();
            assertThat(server.health().up()).isTrue();
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
            health.set(Health.down("the index is being built"));
            HttpResponse<String> down = get(server, "/health/ready");
            JsonNode report = TestGateway.body(down);

            assertThat(down.statusCode()).isEqualTo(503);
            assertThat(report.get("status").asText()).isEqualTo("DOWN");
            assertThat(report.at("/components/check/detail").asText()).isEqualTo("the index is being built");
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            health.set(Health.broken("stopped by an error; restart the process"));
            HttpResponse<String> broken = get(server, "/health/live");
            assertThat(broken.statusCode()).isEqualTo(503);
            assertThat(TestGateway.body(broken).at("/components/check/detail").asText())
                    .isEqualTo("stopped by an error; restart the process");
            assertThat(get(server, "/metrics").body()).isEqualTo("m 1\n");
            assertThat(get(server, "/api/v1/reference-set").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void tellsAnUnexpectedFaultByAnIdAlone() throws Exception {
        Operations broken = new Operations(
                () -> {
                    throw new IllegalStateException("secret");
                },
                () -> {
                    throw new AssertionError("secret");
                });
        try (OperationsServer server = new OperationsServer(
                HttpSettings.DEFAULT.withAddress("127.0.0.1", 0), broken, new SimpleMeterRegistry())) {
            server.start();
            for (String path : new String[] {"/health/ready", "/metrics"}) {
                HttpResponse<String> response = get(server, path);

                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.headers().firstValue("content-type").orElse(""))
                        .startsWith("application/problem+json");
                assertThat(response.body()).doesNotContain("secret");
                assertThat(TestGateway.body(response).get("detail").asText())
                        .matches("an unexpected error, logged as [0-9a-f-]{36}");
                OpenApi.assertValid("/components/schemas/Problem", response.body());
            }
        }
    }

    private static HttpResponse<String> get(OperationsServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
