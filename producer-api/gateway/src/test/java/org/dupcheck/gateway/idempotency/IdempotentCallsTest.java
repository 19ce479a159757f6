package org.dupcheck.gateway.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.ReviewRows;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotentCallsTest extends GatewayTest {
    private static final String REFERENCE =
            "{\"documentType\": \"t\", \"documentId\": \"%s\", \"revision\": 1, \"kind\": \"DELETED\"}";

    private static String submission(String id) {
        return "{\"businessType\": \"idem\", \"businessId\": \"" + id
                + "\", \"mode\": \"SUBMIT\", \"applicant\": {\"userId\": \"u\"},"
                + " \"sections\": [{\"key\": \"a\", \"text\": \"面向园区能源的统一监测\"}]}";
    }

    private static HttpRequest request(String method, String path, String json, String key) {
        return gateway.request(TestGateway.API + path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
    }

    private static HttpResponse<String> send(String method, String path, String json, String key) {
        return gateway.send(request(method, path, json, key));
    }

    private static HttpResponse<String> submit(String id, String key) {
        return send("POST", "/submissions", submission(id), key);
    }

    private static List<ConsumerRecord<String, byte[]>> published(String id) {
        return gateway.published(gateway.topics.submissions()).stream()
                .filter(record -> record.key().equals("idem:" + id))
                .toList();
    }

    private static long revision(HttpResponse<String> response) {
        return TestGateway.body(response).get("revision").asLong();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo(code);
    }

    /** As after a crash between the effect and the answer, once its time is up. */
    private static void loseTheAnswer(String key) {
        assertThat(gateway.rows.updated(
                        "update idempotency_key set status = null, body = null, location = null,"
                                + " claimed_until = now() where idem_key = ?",
                        key))
                .isEqualTo(1);
    }

    @Test
    void theSameRequestIsToldTheSameAndDoneOnce() {
        HttpResponse<String> first = submit("s-1", "k-1");
        HttpResponse<String> again = submit("s-1", "\"k-1\"");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("idempotent-replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("location"))
                .isEqualTo(first.headers().firstValue("location"));
        assertThat(again.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(again.headers().firstValue("idempotent-replayed")).hasValue("true");
        assertThat(published("s-1")).hasSize(1);
    }

    @Test
    void anotherRequestNeedsAnotherKey() {
        submit("s-2", "k-2");
        assertProblem(submit("s-3", "k-2"), 422, "IDEMPOTENCY_KEY_REUSED");
        assertProblem(send("POST", "/submissions?waitMs=1", submission("s-2"), "k-2"), 422, "IDEMPOTENCY_KEY_REUSED");
        assertProblem(
                send("POST", "/reference-events", REFERENCE.formatted("d"), "k-2"), 422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(published("s-3")).isEmpty();
        assertThat(submit("s-3", "k-3").statusCode()).isEqualTo(202);
    }

    @Test
    void whileTheFirstIsNotAnsweredTheNextIsToldSo() {
        BusinessKey key = new BusinessKey("idem", "s-4");
        HttpRequest waits = request("POST", "/submissions?waitMs=10000", submission("s-4"), "k-4");
        CompletableFuture<HttpResponse<String>> first = gateway.sendAsync(waits);
        await().until(() -> !published("s-4").isEmpty());
        HttpResponse<String> second = gateway.send(waits);
        assertProblem(second, 409, "IDEMPOTENCY_KEY_IN_USE");
        assertThat(second.headers().firstValue("retry-after")).hasValue("1");

        long sent = gateway.lastPublished(gateway.topics.submissions(), "idem:s-4")
                .get("revision")
                .asLong();
        gateway.rows.finish(key, sent, ResultState.NONE, Instant.now());
        assertThat(first.join().statusCode()).isEqualTo(200);
        HttpResponse<String> third = gateway.send(waits);
        assertThat(third.statusCode()).isEqualTo(200);
        assertThat(third.body()).isEqualTo(first.join().body());
        assertThat(published("s-4")).hasSize(1);
    }

    @Test
    void ofManyAtOnceOneIsDone() {
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 20)
                .mapToObj(i -> gateway.sendAsync(request("POST", "/submissions", submission("s-5"), "k-5")))
                .toList();
        // those that came while the first was under way are told so, the others its answer
        assertThat(all.stream().map(answer -> answer.join().statusCode()))
                .contains(202)
                .isSubsetOf(202, 409);
        assertThat(published("s-5")).hasSize(1);
        assertThat(submit("s-5", "k-5").statusCode()).isEqualTo(202);
    }

    /** The revision is that of the first try, so consumers take the second record for the first one. */
    @Test
    void afterACrashItIsWorkedOutAgainUnderTheSameRevision() {
        long first = revision(submit("s-6", "k-6"));
        loseTheAnswer("k-6");
        assertThat(revision(submit("s-6", "k-6"))).isEqualTo(first);
        assertThat(published("s-6"))
                .hasSize(2)
                .extracting(ConsumerRecord::value)
                .containsOnly(published("s-6").get(0).value());
    }

    @Test
    void aSectionKeepsItsRevisionToo() {
        String path = "/submissions/idem/s-7/sections/a";
        long first = revision(send("PUT", path, "{\"text\": \"文本\"}", "k-7"));
        assertThat(revision(send("PUT", path, "{\"text\": \"文本\"}", "k-7"))).isEqualTo(first);
        loseTheAnswer("k-7");
        assertThat(revision(send("PUT", path, "{\"text\": \"文本\"}", "k-7"))).isEqualTo(first);
        assertThat(revision(send("PUT", path, "{\"text\": \"文本\"}", "k-7b"))).isGreaterThan(first);
    }

    /** Whoever withdraws means what stood there then. */
    @Test
    void aWithdrawalThatIsWorkedOutAgainTakesBackNothingNewer() {
        BusinessKey key = new BusinessKey("idem", "s-8");
        gateway.rows.check(key, 5, CheckState.RUNNING);
        HttpResponse<String> first = send("DELETE", "/submissions/idem/s-8", "", "k-8");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(published("s-8")).hasSize(1);
        loseTheAnswer("k-8");
        send("DELETE", "/submissions/idem/s-8", "", "k-8");
        assertThat(published("s-8")).as("nothing came since").hasSize(2);

        loseTheAnswer("k-8");
        gateway.rows.check(key, 6, CheckState.RUNNING);
        HttpResponse<String> late = send("DELETE", "/submissions/idem/s-8", "", "k-8");
        assertProblem(late, 409, "NOTHING_TO_RETRY");
        assertThat(published("s-8")).as("what came since stays").hasSize(2);
    }

    /** It went out all the same: what came after it stays. */
    @Test
    void aWithdrawalOfWhatIsNotKnownIsDoneOnceToo() {
        HttpResponse<String> first = send("DELETE", "/submissions/idem/s-15", "", "k-15");
        assertProblem(first, 404, "NOT_FOUND");
        assertThat(submit("s-15", "k-16").statusCode()).isEqualTo(202);

        HttpResponse<String> again = send("DELETE", "/submissions/idem/s-15", "", "k-15");

        assertProblem(again, 404, "NOT_FOUND");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(again.headers().firstValue("idempotent-replayed")).hasValue("true");
        assertThat(published("s-15")).hasSize(2);
        assertThat(published("s-15").get(1).value()).isNotNull();
    }

    @Test
    void referenceEventsArePublishedOnce() {
        String event = REFERENCE.formatted("idem-d");
        HttpResponse<String> first = send("POST", "/reference-events", event, "k-9");
        HttpResponse<String> again = send("POST", "/reference-events", event, "k-9");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(gateway.published(gateway.topics.referenceEvents()).stream()
                        .filter(record -> record.key().equals("t:idem-d")))
                .hasSize(1);
    }

    @Test
    void aDecisionIsPublishedOnce() {
        BusinessKey key = new BusinessKey("idem", "s-10");
        Verdict verdict = gateway.rows.finish(key, 1);
        gateway.rows.notifier.workOrder(key, 1, "WO-10", verdict.verdictId(), List.of("AWAITING_CONFIRMATION"));
        String path = "/verdicts/" + verdict.verdictId() + "/confirmation";
        String decision = "{\"decision\": \"CONFIRM\", \"reason\": \"r\"}";
        HttpResponse<String> first = send("POST", path, decision, "k-10");
        HttpResponse<String> again = send("POST", path, decision, "k-10");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(gateway.published(gateway.topics.confirmations()).stream()
                        .filter(record -> record.key().equals("idem:s-10")))
                .hasSize(1);
    }

    /** The effect is in the database alone, so the try that had it says so in the same transaction. */
    @Test
    void aReviewersActIsDoneOnceAlsoAfterACrash() {
        BusinessKey key = new BusinessKey("idem", "s-11");
        Verdict verdict = ReviewRows.write(gateway.rows, key, 1, "wang");
        String path = "/verdicts/" + verdict.verdictId() + "/review";
        String act = "{\"decision\": \"EXPLAIN\", \"note\": \"n\"}";
        HttpResponse<String> first = send("POST", path, act, "k-11");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        loseTheAnswer("k-11");
        assertThat(TestGateway.body(send("POST", path, act, "k-11"))).isEqualTo(TestGateway.body(first));
        assertThat(TestGateway.body(gateway.get(path)).get("acts")).hasSize(1);
    }

    @Test
    void aRefusalIsNotKeptAndTheKeyIsFree() {
        String wrong = submission("s-12").replace("SUBMIT", "SUBMITT");
        HttpResponse<String> refused = send("POST", "/submissions", wrong, "k-12");
        assertProblem(refused, 400, "UNKNOWN_ENUM");
        assertThat(submit("s-12", "k-12").statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "a b", "a,b", "\"a\"b\"", "a\\b"})
    void whatCanBeNoKeyIsRefused(String key) {
        HttpResponse<String> response = submit("s-13", key);
        assertProblem(response, 400, "INVALID_FIELD");
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo("Idempotency-Key");
    }

    @Test
    void aKeyHasABoundedLengthAndIsNamedOnce() {
        assertThat(submit("s-14", "x".repeat(KeyHeader.MAX_LENGTH)).statusCode())
                .isEqualTo(202);
        assertProblem(submit("s-14", "x".repeat(KeyHeader.MAX_LENGTH + 1)), 400, "INVALID_FIELD");
        HttpRequest two = HttpRequest.newBuilder(
                        request("POST", "/submissions", submission("s-14"), "a"), (n, v) -> true)
                .header("Idempotency-Key", "b")
                .build();
        assertProblem(gateway.send(two), 400, "INVALID_FIELD");
    }
}
