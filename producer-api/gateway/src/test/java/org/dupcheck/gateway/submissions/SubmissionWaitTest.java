package org.dupcheck.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dupcheck.gateway.submissions.SubmissionBodies.submission;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Those who wait for the verdict of what they send. */
@ExtendWith(DupcheckServices.class)
final class SubmissionWaitTest {
    private static final int THREADS = 8;

    private static TestGateway gateway;

    @BeforeAll
    static void start(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        gateway = TestGateway.start(kafka, postgres, topics, settings -> settings.withHttp(smallPool(settings.http())));
    }

    private static HttpSettings smallPool(HttpSettings http) {
        return http.withThreads(THREADS, http.shutdownTimeout());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void waitsForTheVerdictOfTheVeryRevision() throws Exception {
        BusinessKey key = new BusinessKey("project", "W-1");
        gateway.rows.finish(key, 1, ResultState.NONE, Instant.now());
        CompletableFuture<HttpResponse<String>> waiting = gateway.sendAsync(
                gateway.json("/submissions?waitMs=10000", "POST", submission("W-1", ", \"revision\": 2")));
        awaitQueued(key, 2);
        gateway.rows.check(key, 2, CheckState.RUNNING);
        gateway.rows.check(key, 2, CheckState.FAILED); // is tried again
        assertThat(waiting).isNotDone();
        Verdict verdict = gateway.rows.finish(key, 2);

        HttpResponse<String> response = waiting.get();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(response).get("verdictId").asText()).isEqualTo(verdict.verdictId());
        assertThat(TestGateway.body(response).get("revision").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sections\": [null]",
                "\"sections\": [{\"text\": \"文字\"}]",
                "\"sections\": [{\"key\": \"a\"}]",
                "\"signals\": [{\"kind\": \"UNREAD_TEXT\", \"count\": 1}]",
                "\"signals\": [null], \"sections\": [{\"key\": \"a\", \"text\": \"文字\"}]"
            })
    void oneWhoWaitsIsToldWhatIsMissing(String rest) {
        for (String revision : List.of("", "\"revision\": 7, ")) {
            HttpResponse<String> response = gateway.post(
                    "/submissions?waitMs=1000",
                    "{\"businessType\": \"project\", \"businessId\": \"W-5\", \"mode\": \"PRECHECK\", " + revision
                            + rest + "}");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        }
    }

    @Test
    void waitMsMayStandInTheBody() throws Exception {
        BusinessKey key = new BusinessKey("project", "W-2");
        gateway.rows.finish(key, 3);

        HttpResponse<String> response =
                gateway.post("/submissions", submission("W-2", ", \"revision\": 3, \"waitMs\": 5000"));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void tellsTheStateWhenTheTimeIsUp() {
        gateway.rows.check(new BusinessKey("project", "W-3"), 3, CheckState.RUNNING);

        HttpResponse<String> response =
                gateway.post("/submissions?waitMs=2000", submission("W-3", ", \"revision\": 3"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo("RUNNING");
    }

    @Test
    void endsTheWaitAtOnceWhenANewerRevisionTookOver() {
        gateway.rows.finish(new BusinessKey("project", "W-4"), 9);

        HttpResponse<String> response =
                gateway.post("/submissions?waitMs=10000", submission("W-4", ", \"revision\": 8"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo("SUPERSEDED");
        assertThat(TestGateway.body(response).get("revision").asLong()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPERSEDED", "WITHDRAWN"})
    void endsTheWaitAtOnceWhenThereWillBeNoVerdict(String state) {
        gateway.rows.check(new BusinessKey("project", "W-" + state), 3, CheckState.valueOf(state));
        gateway.rows.update("update check_task set record_offset = 1000000000 where business_id = ?", "W-" + state);

        HttpResponse<String> response =
                gateway.post("/submissions?waitMs=10000", submission("W-" + state, ", \"revision\": 3"));

        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo(state);
    }

    /** What is withdrawn may be sent again under its revision. */
    @ParameterizedTest
    @ValueSource(strings = {"SUPERSEDED", "WITHDRAWN"})
    void whatAnEarlierRecordCameToDoesNotEndTheWait(String state) throws Exception {
        BusinessKey key = new BusinessKey("project", "A-" + state);
        gateway.post("/submissions", submission("before-" + state, "")); // takes the offset of the row
        gateway.rows.check(key, 3, CheckState.valueOf(state));

        CompletableFuture<HttpResponse<String>> waiting = gateway.sendAsync(
                gateway.json("/submissions?waitMs=10000", "POST", submission("A-" + state, ", \"revision\": 3")));
        await().until(() -> gateway.published(gateway.topics.submissions()).stream()
                .anyMatch(record -> record.key().equals(key.toString())));
        assertThat(gateway.post("/submissions?waitMs=500", submission("A-" + state, ", \"revision\": 3"))
                        .body())
                .contains("\"QUEUED\"");
        Verdict verdict = gateway.rows.finish(key, 3);

        assertThat(TestGateway.body(waiting.get()).get("verdictId").asText()).isEqualTo(verdict.verdictId());
    }

    @Test
    void manyMoreMayWaitThanThereAreThreads() throws Exception {
        int requests = 10 * THREADS;
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            waiting.add(gateway.sendAsync(
                    gateway.json("/submissions?waitMs=10000", "POST", submission("M-" + i, ", \"revision\": 1"))));
        }
        await().until(() -> gateway.published(gateway.topics.submissions()).stream()
                        .filter(record -> record.key().startsWith("project:M-"))
                        .count()
                == requests);
        // all wait, and the server still answers others
        assertThat(gateway.get("/reference-set").statusCode()).isEqualTo(200);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        for (int i = 0; i < requests; i++) {
            gateway.rows.finish(new BusinessKey("project", "M-" + i), 1, ResultState.NONE, Instant.now());
        }

        for (int i = 0; i < requests; i++) {
            HttpResponse<String> response = waiting.get(i).get();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(TestGateway.body(response).get("businessId").asText()).isEqualTo("M-" + i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001", "x", "1.5"})
    void refusesAWaitThatIsOutOfBounds(String waitMs) {
        HttpResponse<String> inQuery = gateway.post("/submissions?waitMs=" + waitMs, submission("B-1", ""));
        HttpResponse<String> inBody = gateway.post("/submissions", submission("B-1", ", \"waitMs\": " + waitMs));

        assertThat(inQuery.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(inQuery).get("path").asText()).isEqualTo("waitMs");
        assertThat(inBody.statusCode()).isEqualTo(400);
    }

    private static void awaitQueued(BusinessKey key, long revision) {
        await().until(() -> {
            HttpResponse<String> check = gateway.get("/checks/" + key.businessType() + "/" + key.businessId());
            return check.statusCode() == 200
                    && TestGateway.body(check).get("revision").asLong() == revision;
        });
    }
}
