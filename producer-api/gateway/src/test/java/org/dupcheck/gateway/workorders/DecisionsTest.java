package org.dupcheck.gateway.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;

/** A decision that can have no effect is told so, and publishes nothing. */
final class DecisionsTest extends GatewayTest {
    private static HttpResponse<String> decide(Verdict verdict, String decision) {
        return gateway.post(
                "/verdicts/" + verdict.verdictId() + "/confirmation", "{\"decision\": \"" + decision + "\"}");
    }

    private static HttpResponse<String> delete(BusinessKey key) {
        return gateway.send(
                gateway.request(TestGateway.API + "/submissions/" + key.businessType() + "/" + key.businessId())
                        .DELETE()
                        .build());
    }

    private static void assertConflict(HttpResponse<String> response, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo(code);
    }

    private static void decided(Verdict verdict, String decision, String outcome) {
        gateway.rows.update(
                "insert into confirmation (verdict_id, business_type, business_id, decision, occurred_at, recorded_at, outcome)"
                        + " values (?, ?, ?, ?, now(), now(), ?)",
                verdict.verdictId(),
                verdict.businessType(),
                verdict.businessId(),
                decision,
                outcome);
    }

    private static void order(Verdict verdict, String... states) {
        gateway.rows.notifier.workOrder(
                verdict.key(), verdict.revision(), "WO-" + verdict.businessId(), verdict.verdictId(), List.of(states));
    }

    private static long published(BusinessKey key, String topic) {
        return gateway.published(topic).stream()
                .filter(record -> record.key().equals(key.toString()))
                .count();
    }

    @Test
    void aCleanVerdictHasNothingToConfirm() {
        BusinessKey key = new BusinessKey("d", "clean");
        Verdict verdict = gateway.rows.finish(key, 1, ResultState.NONE, Instant.now());

        assertConflict(decide(verdict, "CONFIRM"), "NOTHING_TO_CONFIRM");
        order(verdict, "SUBMITTED");
        assertConflict(decide(verdict, "CONFIRM"), "NOTHING_TO_CONFIRM");
        assertConflict(decide(verdict, "WITHDRAW"), "ALREADY_SUBMITTED");
        assertThat(published(key, gateway.topics.confirmations())).isZero();
    }

    @Test
    void aCleanVerdictThatAsksForAConfirmationGetsOne() {
        BusinessKey key = new BusinessKey("d", "little");
        Verdict verdict = gateway.rows.finish(key, 1, ResultState.NONE, Instant.now());
        gateway.rows.update(
                "update verdict set body = jsonb_set(body::jsonb, '{confirmationReasons}', '[\"TOO_LITTLE_TEXT\"]')::json"
                        + " where verdict_id = ?",
                verdict.verdictId());

        assertThat(decide(verdict, "CONFIRM").statusCode()).isEqualTo(202);
    }

    @Test
    void aPreChecksVerdictHasNothingToConfirm() {
        BusinessKey key = new BusinessKey("d", "precheck");
        Verdict verdict = gateway.rows.finishPreCheck(CheckKey.document(key), 1);

        assertConflict(decide(verdict, "CONFIRM"), "NOTHING_TO_CONFIRM");
        assertConflict(decide(verdict, "WITHDRAW"), "NOTHING_TO_CONFIRM");
        assertThat(published(key, gateway.topics.confirmations())).isZero();
    }

    @Test
    void theFirstDecisionStandsAlsoBeforeTheNotifierHasIt() {
        BusinessKey key = new BusinessKey("d", "first");
        Verdict verdict = gateway.rows.finish(key, 1);

        assertThat(decide(verdict, "CONFIRM").statusCode()).isEqualTo(202);
        assertThat(decide(verdict, "CONFIRM").statusCode()).isEqualTo(202);
        assertConflict(decide(verdict, "WITHDRAW"), "ALREADY_DECIDED");
        assertThat(gateway.published(gateway.topics.confirmations()).stream()
                        .filter(record -> record.key().equals("d:first"))
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .isNotEmpty()
                .allMatch(value -> value.contains("CONFIRM"));
    }

    @Test
    void whatWasConfirmedBeforeIsToldAsItHolds() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("d", "confirmed"), 1);
        order(verdict, "AWAITING_CONFIRMATION", "SUBMITTED");
        decided(verdict, "CONFIRM", "APPLIED");

        HttpResponse<String> again = decide(verdict, "CONFIRM");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(again).get("workOrderState").asText()).isEqualTo("SUBMITTED");
        assertConflict(decide(verdict, "WITHDRAW"), "ALREADY_SUBMITTED");
        assertThat(published(verdict.key(), gateway.topics.confirmations())).isZero();
    }

    @Test
    void whatIsPublishedTellsWhoAsked() {
        BusinessKey key = new BusinessKey("d", "who");
        Verdict verdict = gateway.rows.finish(key, 1);
        assertThat(decide(verdict, "CONFIRM").statusCode()).isEqualTo(202);
        assertThat(delete(key).statusCode()).isEqualTo(202);
        for (String topic : List.of(gateway.topics.confirmations(), gateway.topics.submissions())) {
            assertThat(gateway.published(topic))
                    .filteredOn(record -> record.key().equals(key.toString()))
                    .singleElement()
                    .satisfies(record -> {
                        assertThat(header(record, "ce_authtype")).isEqualTo("app_user");
                        assertThat(header(record, "ce_authid")).isEqualTo("anybody");
                    });
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    /** The same text was sent once more: the decision stands on the verdict of before. */
    @Test
    void whatWasConfirmedOnTheVerdictOfBeforeIsToldAsItHoldsToo() {
        for (String state : List.of("SUBMITTED", "AWAITING_REVIEW")) {
            Verdict verdict = gateway.rows.finish(new BusinessKey("d", "once-more-" + state.length()), 2);
            order(verdict, "AWAITING_CONFIRMATION", state);

            HttpResponse<String> again = decide(verdict, "CONFIRM");
            assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
            assertThat(TestGateway.body(again).get("workOrderState").asText()).isEqualTo(state);
            assertThat(published(verdict.key(), gateway.topics.confirmations())).isZero();
        }
    }

    @Test
    void whatWasWithdrawnCannotBeConfirmed() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("d", "withdrawn"), 1);
        order(verdict, "AWAITING_CONFIRMATION", "WITHDRAWN");
        decided(verdict, "WITHDRAW", "APPLIED");

        assertConflict(decide(verdict, "CONFIRM"), "ALREADY_DECIDED");
        HttpResponse<String> again = decide(verdict, "WITHDRAW");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(again).get("workOrderState").asText()).isEqualTo("WITHDRAWN");
    }

    @Test
    void aDecisionThatCameToNothingMakesRoomForAnother() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("d", "stale"), 1);
        order(verdict, "AWAITING_CONFIRMATION");
        decided(verdict, "WITHDRAW", "STALE");

        assertThat(decide(verdict, "CONFIRM").statusCode()).isEqualTo(202);
    }

    @Test
    void aSubmittedWorkOrderIsTakenBackToo() {
        BusinessKey key = new BusinessKey("d", "submitted");
        Verdict verdict = gateway.rows.finish(key, 1, ResultState.NONE, Instant.now());
        order(verdict, "SUBMITTED");

        assertThat(delete(key).statusCode()).isEqualTo(202);
        assertThat(published(key, gateway.topics.submissions())).isEqualTo(1);
    }

    @Test
    void aVerdictThatIsBeingWithdrawnCannotBeConfirmed() {
        BusinessKey key = new BusinessKey("d", "withdrawing");
        Verdict verdict = gateway.rows.finish(key, 1);
        assertThat(delete(key).statusCode()).isEqualTo(202);

        HttpResponse<String> stale = decide(verdict, "CONFIRM");
        assertConflict(stale, "STALE_VERDICT");
        assertThat(TestGateway.body(stale).get("detail").asText()).contains("withdrawn");
    }

    @Test
    void aVerdictOfAWithdrawnDocumentIsToldToBeSo() {
        BusinessKey key = new BusinessKey("d", "taken-back");
        Verdict first = gateway.rows.finish(key, 1);
        gateway.rows.finish(key, 2);
        assertThat(delete(key).statusCode()).isEqualTo(202);
        assertWithdrawn(decide(first, "CONFIRM"));

        gateway.rows.check(key, 2, CheckState.WITHDRAWN);
        assertWithdrawn(decide(first, "WITHDRAW"));
    }

    private static void assertWithdrawn(HttpResponse<String> response) {
        assertConflict(response, "STALE_VERDICT");
        assertThat(TestGateway.body(response).get("detail").asText()).contains("has been withdrawn");
        assertThat(TestGateway.body(response).has("verdictId")).isFalse();
    }

    @Test
    void aDecisionOnAnotherTextIsToldTheVerdictThatHoldsNow() {
        BusinessKey key = new BusinessKey("d", "moved");
        Verdict first = gateway.rows.finish(key, 1);
        Verdict second = gateway.rows.finish(key, 2);
        gateway.rows.update("update verdict set content_hash = 'another' where verdict_id = ?", second.verdictId());

        HttpResponse<String> stale = decide(first, "CONFIRM");
        assertConflict(stale, "STALE_VERDICT");
        assertThat(TestGateway.body(stale).get("verdictId").asText()).isEqualTo(second.verdictId());
        assertThat(published(key, gateway.topics.confirmations())).isZero();
    }

    /** An impatient client has sent it again. */
    @Test
    void aDecisionOnTheSameTextWithTheSameFindingsCounts() {
        BusinessKey key = new BusinessKey("d", "same");
        Verdict first = gateway.rows.finish(key, 1);
        Verdict second = gateway.rows.finish(key, 2);
        gateway.rows.update(
                "update verdict set content_hash = 'same', body = (select body from verdict where verdict_id = ?)"
                        + " where business_id = 'same'",
                first.verdictId());
        gateway.rows.update("update check_task set hash = 'same' where business_id = 'same'");

        assertThat(decide(first, "CONFIRM").statusCode()).isEqualTo(202);
        gateway.rows.update(
                "update verdict set body = jsonb_set(body::jsonb, '{containment}', '0.9')::json where verdict_id = ?",
                second.verdictId());
        assertConflict(decide(first, "WITHDRAW"), "STALE_VERDICT");
    }

    @Test
    void whoHasSeenAnotherContentIsToldSo() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("d", "seen"), 1);
        String path = "/verdicts/" + verdict.verdictId() + "/confirmation";
        assertConflict(gateway.post(path, "{\"decision\": \"CONFIRM\", \"contentHash\": \"0\"}"), "STALE_VERDICT");
        assertThat(gateway.post(path, "{\"decision\": \"CONFIRM\", \"contentHash\": \"" + verdict.contentHash() + "\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aNewerRevisionOfASubmittedDocumentCanBeWithdrawn() {
        BusinessKey key = new BusinessKey("d", "edited");
        Verdict verdict = gateway.rows.finish(key, 1, ResultState.NONE, Instant.now());
        order(verdict, "SUBMITTED");
        gateway.rows.check(key, 2, CheckState.RUNNING);

        assertThat(delete(key).statusCode()).isEqualTo(202);
    }

    @Test
    void whatIsGivenUpOrWithAReviewerWaitsForNoDecision() {
        for (String state : List.of("EXPIRED", "WITHDRAWN", "AWAITING_REVIEW")) {
            Verdict verdict = gateway.rows.finish(new BusinessKey("d", "over-" + state), 1);
            order(verdict, "AWAITING_CONFIRMATION", state);
            String decision = state.equals("AWAITING_REVIEW") ? "WITHDRAW" : "CONFIRM";
            assertConflict(decide(verdict, decision), "NOTHING_TO_CONFIRM");
            assertThat(published(verdict.key(), gateway.topics.confirmations())).isZero();
        }
    }

    /** It has no revision of its own: what it takes back is told by the order of the topic. */
    @Test
    void aWithdrawalTakesBackWhatCameBeforeItWhateverTheClocksSay() {
        BusinessKey key = new BusinessKey("d", "ahead");
        gateway.rows.check(key, 9_000_000_000_000_000_000L, CheckState.RUNNING);

        HttpResponse<String> response = delete(key);

        assertThat(TestGateway.body(response).get("revision").asLong()).isEqualTo(9_000_000_000_000_000_000L);
        assertThat(gateway.published(gateway.topics.submissions()).stream()
                        .filter(record -> key.toString().equals(record.key())))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isNull());
    }
}
