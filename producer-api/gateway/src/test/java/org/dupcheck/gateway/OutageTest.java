package org.dupcheck.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.cache.VerdictCacheSettings;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway tells while what it stands on is away. */
@ExtendWith(DupcheckServices.class)
final class OutageTest {
    private static String submission(String id) {
        return "{\"businessType\": \"project\", \"businessId\": \"" + id
                + "\", \"revision\": 1, \"mode\": \"SUBMIT\", \"applicant\": {\"userId\": \"u\"},"
                + " \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}";
    }

    private static String referenceEvents(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "{\"documentType\": \"initiation\", \"documentId\": \"d" + i
                        + "\", \"revision\": 1, \"kind\": \"DELETED\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void assertReady(TestGateway gateway, String path, int status, String writes, String reads) {
        HttpResponse<String> response = gateway.send(gateway.request(path).build());
        JsonNode report = TestGateway.body(response);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(report.at("/capabilities/writes/status").asText()).isEqualTo(writes);
        assertThat(report.at("/capabilities/reads/status").asText()).isEqualTo(reads);
    }

    /** Without a probe each of these would wait for the broker timeout, half a minute here. */
    @Test
    void refusesAtOnceWhatItCannotPublishWhileKafkaIsAway(@Own KafkaService kafka, PostgresService postgres) {
        try (TestTopics topics = TestTopics.on(kafka.bootstrapServers());
                TestGateway gateway = TestGateway.start(
                        kafka, postgres, topics, settings -> settings.withBrokerTimeout(Duration.ofSeconds(30)))) {
            kafka.pause();
            await().until(() ->
                    gateway.send(gateway.request("/health/ready/writes").build())
                                    .statusCode()
                            == 503);
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                for (int i = 0; i < 20; i++) {
                    assertThat(gateway.post("/submissions?waitMs=10000", submission("away" + i))
                                    .statusCode())
                            .isEqualTo(503);
                }
            });
            kafka.resume();
            await().until(() -> gateway.post("/submissions", submission("back")).statusCode() == 202);
        }
    }

    @Test
    void tellsWhenKafkaIsAwayAndGoesOnOnceItIsBack(@Own KafkaService kafka, PostgresService postgres) {
        try (TestTopics topics = TestTopics.on(kafka.bootstrapServers());
                TestGateway gateway = TestGateway.start(
                        kafka,
                        postgres,
                        topics,
                        settings -> settings.withBounds(1, 1).withBrokerTimeout(Duration.ofMillis(300)))) {
            assertThat(gateway.post("/submissions", submission("before")).statusCode())
                    .isEqualTo(202);
            kafka.pause();
            for (int i = 0; i < 2; i++) {
                // the only place to wait is given back after each failure
                HttpResponse<String> response = gateway.post("/submissions?waitMs=1", submission("away"));
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(TestGateway.body(response).get("code").asText()).isEqualTo("UNAVAILABLE");
                assertThat(response.headers().firstValue("retry-after")).hasValue("1");
            }
            assertThat(gateway.get("/reference-set").statusCode()).isEqualTo(200);
            await().until(() ->
                    gateway.send(gateway.request("/health/ready").build()).statusCode() == 503);
            assertReady(gateway, "/health/ready/writes", 503, "DOWN", "UP");
            assertReady(gateway, "/health/ready/reads", 200, "DOWN", "UP");
            // nobody has asked for this topic yet: the client blocks 2 s, for the first event and not for each
            HttpResponse<String> many = assertTimeoutPreemptively(
                    Duration.ofSeconds(30), () -> gateway.post("/reference-events", referenceEvents(60)));
            assertThat(many.statusCode()).isEqualTo(503);
            kafka.resume();
            await().until(() ->
                    gateway.post("/submissions?waitMs=1", submission("after")).statusCode() == 202);
        }
    }

    @Test
    void tellsWhenTheDatabaseIsAwayAndStillTakesSubmissions(
            KafkaService kafka, @Own PostgresService postgres, TestTopics topics) throws Exception {
        try (TestGateway gateway = TestGateway.startAsNode(kafka, postgres, topics, settings -> settings)) {
            gateway.rows.finish(new BusinessKey("project", "kept"), 1);
            postgres.kill();

            HttpResponse<String> read = gateway.get("/checks/project/kept");
            assertThat(read.statusCode()).isEqualTo(503);
            assertThat(TestGateway.body(read).get("code").asText()).isEqualTo("UNAVAILABLE");
            HttpResponse<String> timedOut = gateway.post("/submissions?waitMs=200", submission("taken"));
            assertThat(timedOut.statusCode()).isEqualTo(202);
            long asked = System.nanoTime();
            CompletableFuture<HttpResponse<String>> waiting =
                    gateway.sendAsync(gateway.json("/submissions?waitMs=10000", "POST", submission("waits")));
            // nobody can remember a key, and the submission is taken all the same
            for (int i = 0; i < 2; i++) {
                assertThat(gateway.send(gateway.request(TestGateway.API + "/submissions")
                                        .header("Content-Type", "application/json")
                                        .header("Idempotency-Key", "k")
                                        .POST(BodyPublishers.ofString(submission("keyed")))
                                        .build())
                                .statusCode())
                        .isEqualTo(202);
            }
            // it goes on taking submissions: it is ready, and says what it cannot do
            assertReady(gateway, "/health/ready", 200, "UP", "DOWN");
            assertReady(gateway, "/health/ready/writes", 200, "UP", "DOWN");
            assertReady(gateway, "/health/ready/reads", 503, "UP", "DOWN");

            postgres.start();
            await().ignoreExceptions().until(() -> {
                gateway.rows.finish(new BusinessKey("project", "waits"), 1);
                return true;
            });
            boolean isInTime = System.nanoTime() - asked < Duration.ofSeconds(5).toNanos();
            HttpResponse<String> answer = waiting.get();
            // a server that was long in coming back: nobody may wait longer than they did
            HttpResponse<String> last = isInTime || answer.statusCode() == 200
                    ? answer
                    : gateway.post("/submissions?waitMs=10000", submission("waits"));
            assertThat(last.statusCode()).isEqualTo(200);
        }
    }

    /** With the lag of a node: what is in memory is told for that long at most, and nothing of before the outage after it. */
    @Test
    void tellsNoVerdictFromMemoryWhileTheDatabaseIsAwayNorAnOldOneAfterwards(
            KafkaService kafka, @Own PostgresService postgres, TestTopics topics) {
        try (TestGateway gateway = TestGateway.startAsNode(
                kafka, postgres, topics, settings -> settings.withVerdictCache(VerdictCacheSettings.DEFAULT))) {
            BusinessKey key = new BusinessKey("project", "kept");
            Verdict first = gateway.rows.finish(key, 1);
            gateway.rows.references.version(12);
            await().until(() ->
                    gateway.get("/verdicts/project/kept/latest").headers().firstValue("Cache-Status").stream()
                            .anyMatch(status -> status.contains("hit")));
            postgres.kill();

            await().until(() -> gateway.get("/verdicts/" + first.verdictId()).statusCode() == 503);
            assertThat(gateway.get("/verdicts/project/kept/latest").statusCode())
                    .isEqualTo(503);

            postgres.start();
            await().ignoreExceptions().until(() -> {
                gateway.rows.finish(key, 2);
                return true;
            });
            await().until(() -> gateway.get("/verdicts/project/kept/latest").statusCode() == 200);
            await().until(() -> TestGateway.body(gateway.get("/verdicts/project/kept/latest"))
                            .get("revision")
                            .asLong()
                    == 2);
        }
    }

    @Test
    void refusesMoreWhoWaitThanItsBound(KafkaService kafka, PostgresService postgres, TestTopics topics)
            throws Exception {
        try (TestGateway gateway = TestGateway.start(kafka, postgres, topics, settings -> settings.withBounds(1, 1))) {
            CompletableFuture<HttpResponse<String>> first =
                    gateway.sendAsync(gateway.json("/submissions?waitMs=10000", "POST", submission("first")));
            await().until(() -> gateway.get("/checks/project/first").statusCode() == 200);

            HttpResponse<String> second = gateway.post("/submissions?waitMs=10000", submission("second"));
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(gateway.post("/submissions", submission("third")).statusCode())
                    .isEqualTo(202);
            gateway.rows.finish(new BusinessKey("project", "first"), 1);
            assertThat(first.get().statusCode()).isEqualTo(200);
            gateway.rows.finish(new BusinessKey("project", "second"), 1);
            assertThat(gateway.post("/submissions?waitMs=10000", submission("second"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
