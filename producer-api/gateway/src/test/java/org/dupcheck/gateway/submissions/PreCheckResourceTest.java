package org.dupcheck.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;

/** Pre-checks over HTTP: apart from submissions, and shown where there is no submission. */
final class PreCheckResourceTest extends GatewayTest {
    private static String body(String id, long revision, String mode, String text) {
        return "{\"businessType\": \"project\", \"businessId\": \"" + id + "\", \"revision\": " + revision
                + ", \"mode\": \"" + mode + "\", \"applicant\": {\"userId\": \"u\"},"
                + " \"sections\": [{\"key\": \"立项\", \"text\": \"" + text + "\"}]}";
    }

    private static CheckKey section(String id, String key) {
        return new CheckKey(new BusinessKey("project", id), key);
    }

    private static CheckKey document(String id) {
        return CheckKey.document(new BusinessKey("project", id));
    }

    private static JsonNode check(String id) {
        return TestGateway.body(gateway.get("/checks/project/" + id));
    }

    @Test
    void aPreCheckGoesToItsOwnTopicAndIsShownWhileThereIsNoSubmission() {
        HttpResponse<String> response = gateway.post("/submissions", body("K-1", 5, "PRECHECK", "面向园区"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(gateway.lastPublished(gateway.topics.preChecks(), "project:K-1")
                        .get("revision")
                        .asLong())
                .isEqualTo(5);
        assertThat(check("K-1").get("state").asText()).isEqualTo("QUEUED");
        assertThat(check("K-1").get("mode").asText()).isEqualTo("PRECHECK");
        gateway.rows.preCheck(document("K-1"), 5, CheckState.RUNNING);
        assertThat(check("K-1").get("state").asText()).isEqualTo("RUNNING");
        // as soon as there is a submission, that is what the document's check is
        gateway.rows.check(new BusinessKey("project", "K-1"), 3, CheckState.RUNNING);
        assertThat(check("K-1").get("mode").asText()).isEqualTo("SUBMIT");
        assertThat(check("K-1").get("revision").asLong()).isEqualTo(3);
    }

    @Test
    void aLatePreCheckMakesNoConfirmationStale() {
        BusinessKey key = new BusinessKey("project", "K-2");
        Verdict verdict = gateway.rows.finish(key, 1);
        gateway.post("/submissions", body("K-2", 2, "PRECHECK", "面向园区"));
        gateway.rows.finishPreCheck(document("K-2"), 2);

        HttpResponse<String> response =
                gateway.post("/verdicts/" + verdict.verdictId() + "/confirmation", "{\"decision\": \"CONFIRM\"}");

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode latest = TestGateway.body(gateway.get("/verdicts/project/K-2/latest"));
        assertThat(latest.get("verdictId").asText()).isEqualTo(verdict.verdictId());
        assertThat(TestGateway.body(gateway.get("/verdicts/project/K-2/history"))
                        .get("verdicts"))
                .hasSize(1);
    }

    @Test
    void theWaitEndsWithThePreChecksVerdictAndNotWithTheSubmissions() throws Exception {
        gateway.rows.references.version(12);
        gateway.rows.finish(new BusinessKey("project", "K-3"), 7);
        CompletableFuture<HttpResponse<String>> waiting = gateway.sendAsync(
                gateway.json("/submissions?waitMs=10000", "POST", body("K-3", 7, "PRECHECK", "面向园区")));
        awaitPublished(gateway.topics.preChecks(), "project:K-3");
        gateway.rows.preCheck(document("K-3"), 7, CheckState.RUNNING);
        assertThat(waiting).isNotDone();
        Verdict verdict = gateway.rows.finishPreCheck(document("K-3"), 7);

        assertThat(waiting.get().statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(waiting.get()).get("verdictId").asText()).isEqualTo(verdict.verdictId());
        assertThat(TestGateway.body(waiting.get()).get("mode").asText()).isEqualTo("PRECHECK");
        assertThat(TestGateway.body(waiting.get()).get("current").asBoolean()).isTrue();
    }

    private static void awaitPublished(String topic, String key) {
        await().until(() -> gateway.published(topic).stream()
                .anyMatch(record -> record.key().equals(key)));
    }

    @Test
    void theSectionsAreListedWithWhatWasFound() {
        Verdict verdict = gateway.rows.finishPreCheck(section("K-4", "立项背景"), 1);
        gateway.rows.preCheck(section("K-4", "方法"), 2, CheckState.RUNNING);
        gateway.rows.preCheck(document("K-4"), 9, CheckState.RUNNING);
        gateway.rows.references.version(14);

        JsonNode answer = TestGateway.body(gateway.get("/submissions/project/K-4/sections"));

        assertThat(answer.get("sections")).hasSize(2);
        JsonNode running = answer.get("sections").get(0);
        JsonNode finished = answer.get("sections").get(1);
        assertThat(running.get("key").asText()).isEqualTo("方法");
        assertThat(running.get("state").asText()).isEqualTo("RUNNING");
        assertThat(running.get("containment").isNull()).isTrue();
        assertThat(running.get("current").isNull()).isTrue();
        assertThat(running.get("changesBehind").isNull()).isTrue();
        assertThat(finished.get("key").asText()).isEqualTo("立项背景");
        assertThat(finished.get("resultState").asText()).isEqualTo("DUPLICATES");
        assertThat(finished.get("containment").asDouble()).isEqualTo(0.5);
        assertThat(finished.get("matches").asInt()).isEqualTo(1);
        assertThat(finished.get("current").asBoolean()).isFalse();
        assertThat(finished.get("changesBehind").asLong()).isEqualTo(2);
        assertThat(finished.get("links").get("verdict").asText()).isEqualTo("/api/v1/verdicts/" + verdict.verdictId());
        assertThat(TestGateway.body(gateway.get("/submissions/project/nobody/sections"))
                        .get("sections"))
                .isEmpty();
    }

    @Test
    void thePassagesOfAPreCheckAreShownInItsText() {
        Verdict verdict = gateway.rows.finishPreCheck(section("K-5", "立项背景"), 1);
        gateway.rows.preCheckText(section("K-5", "立项背景"), 1, List.of(new Section("立项背景", "面向园区能源的监测")));

        JsonNode match = TestGateway.body(
                gateway.get("/verdicts/" + verdict.verdictId() + "/matches/initiation/D%2F1%20100%25"));

        assertThat(match.get("submission").get("sections").get(0).get("text").asText())
                .isEqualTo("面向园区能源的监测");
    }

    @Test
    void aRevisionThatWasUsedForOtherContentIsRefusedAtOnceWhereItIsKnown() {
        BusinessKey key = new BusinessKey("project", "K-6");
        gateway.rows.finish(key, 5);
        gateway.rows.content(key, "0".repeat(64));

        HttpResponse<String> response = gateway.post("/submissions", body("K-6", 5, "SUBMIT", "面向园区"));

        assertReused(response);
        assertThat(gateway.published(gateway.topics.submissions()).stream()
                        .filter(record -> record.key().equals("project:K-6")))
                .isEmpty();
    }

    @Test
    void aRevisionThatWasUsedForOtherContentIsToldToOneWhoWaits() throws Exception {
        BusinessKey key = new BusinessKey("project", "K-7");
        CompletableFuture<HttpResponse<String>> waiting =
                gateway.sendAsync(gateway.json("/submissions?waitMs=10000", "POST", body("K-7", 5, "SUBMIT", "面向园区")));
        awaitPublished(gateway.topics.submissions(), "project:K-7");
        gateway.rows.check(key, 5, CheckState.RUNNING);
        gateway.rows.content(key, "0".repeat(64));

        assertReused(waiting.get());
    }

    private static void assertReused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo("REVISION_REUSED");
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo("revision");
    }
}
