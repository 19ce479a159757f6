package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ResultState;
import org.dupcheck.store.topics.LogPosition;
import org.dupcheck.store.workorders.DecisionContext;
import org.dupcheck.store.workorders.DecisionOutcome;
import org.dupcheck.store.workorders.PendingDecision;
import org.dupcheck.store.workorders.Recorded;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Decisions on verdicts as they come in, and what came of them. */
class ConfirmationsTest extends StoreTest {
    private long offset;

    private LogPosition at(long recordOffset) {
        return new LogPosition(0, recordOffset, Instant.EPOCH);
    }

    private Recorded record(ConfirmationEvent event, LogPosition position) {
        return in(tables -> tables.confirmations().record(event, null, position, now()));
    }

    private ConfirmationEvent event(long revision, Decision decision, Instant at, @Nullable String contentHash) {
        return new ConfirmationEvent(
                key.businessType(), key.businessId(), verdictId(revision), decision, "自有成果", "user-1", at, contentHash);
    }

    @Test
    void theFirstDecisionOnAVerdictStandsUnlessItCameToNothing() {
        duplicates(1);
        assertThat(record(1, Decision.CONFIRM, now())).isEqualTo(Recorded.RECORDED);
        assertThat(record(1, Decision.WITHDRAW, now().plusSeconds(1))).isEqualTo(Recorded.OTHER);
        assertThat(pending(1)).hasValueSatisfying(pending -> {
            assertThat(pending.decision()).isEqualTo(Decision.CONFIRM);
            assertThat(pending.userId()).isEqualTo("user-1");
        });
        store.run(tables -> tables.confirmations().setOutcome(verdictId(1), DecisionOutcome.STALE));
        assertThat(pending(1)).isEmpty();
        record(1, Decision.CONFIRM, now());
        assertThat(pending(1)).as("published once more").isEmpty();
        record(1, Decision.WITHDRAW, now().plusSeconds(2));
        assertThat(pending(1)).map(PendingDecision::decision).hasValue(Decision.WITHDRAW);
        assertThat(record(9, Decision.CONFIRM, now())).as("no such verdict").isEqualTo(Recorded.UNKNOWN);
    }

    @Test
    void whatStillWaitsIsClosedAndNamed() {
        duplicates(1);
        duplicates(2);
        record(1, Decision.CONFIRM, now());
        record(2, Decision.CONFIRM, now());
        store.run(tables -> tables.confirmations().setOutcome(verdictId(2), DecisionOutcome.APPLIED));
        assertThat(all(tables -> tables.confirmations().closePending(key)))
                .extracting(PendingDecision::verdictId)
                .containsExactly(verdictId(1));
        assertThat(pending(1)).isEmpty();
    }

    @Test
    void aDecisionNotToSubmitCountsForTheContentWhateverIsFoundInIt() {
        duplicates(1);
        record(1, Decision.WITHDRAW, now());
        finished(2, ResultState.NONE, "[]");
        assertThat(found(tables -> tables.confirmations().pendingWithdrawal(key, verdictId(2))))
                .map(PendingDecision::verdictId)
                .hasValue(verdictId(1));
        sql("update verdict set content_hash = 'other' where verdict_id = ?", verdictId(2));
        assertThat(found(tables -> tables.confirmations().pendingWithdrawal(key, verdictId(2))))
                .isEmpty();
    }

    @Test
    void aDecisionOfAnotherApplicantCountsForNobodyElse() {
        duplicates(1);
        keepSubmission(1);
        record(1, Decision.CONFIRM, now());
        duplicates(2);
        keepSubmission(2);
        assertThat(found(tables -> tables.confirmations().pendingLike(key, verdictId(2))))
                .isPresent();
        sql("update submission set user_id = 'somebody else' where revision = 2");
        assertThat(found(tables -> tables.confirmations().pendingLike(key, verdictId(2))))
                .isEmpty();
    }

    @Test
    void whoDeclinesDeclinesForNobodyElse() {
        duplicates(1);
        keepSubmission(1);
        record(1, Decision.WITHDRAW, now());
        duplicates(2);
        keepSubmission(2);
        assertThat(found(tables -> tables.confirmations().pendingWithdrawal(key, verdictId(2))))
                .isPresent();
        sql("update submission set user_id = 'somebody else' where revision = 2");
        assertThat(found(tables -> tables.confirmations().pendingWithdrawal(key, verdictId(2))))
                .isEmpty();
        assertThat(found(tables -> tables.confirmations().pendingWithdrawal(key, verdictId(1))))
                .as("on this very verdict")
                .isPresent();
    }

    @Test
    void theContextOfADecisionTellsHowThingsStand() {
        assertThat(context(1)).isEmpty();
        duplicates(1);
        assertThat(context(1)).hasValueSatisfying(context -> {
            assertThat(context.key()).isEqualTo(key);
            assertThat(context.asks()).isTrue();
            assertThat(context.current()).isTrue();
            assertThat(context.orderState()).isNull();
            assertThat(context.standingDecision()).isNull();
        });
        order(1, WorkOrderState.AWAITING_CONFIRMATION);
        record(1, Decision.CONFIRM, now());
        order(1, WorkOrderState.SUBMITTED);
        store.run(tables -> tables.confirmations().setOutcome(verdictId(1), DecisionOutcome.APPLIED));
        assertThat(context(1)).hasValueSatisfying(context -> {
            assertThat(context.submitted()).isTrue();
            assertThat(context.applied()).isTrue();
            assertThat(context.standingDecision()).isEqualTo(Decision.CONFIRM);
        });
        finished(2, ResultState.DUPLICATES, "[\"DUPLICATES\", \"COMMON_TEXT\"]");
        assertThat(context(1)).map(DecisionContext::current).hasValue(false);
    }

    @Test
    void aDecisionThatIsNotYetAppliedIsNeitherAppliedNorSubmitted() {
        duplicates(1);
        order(1, WorkOrderState.AWAITING_CONFIRMATION);
        record(1, Decision.CONFIRM, now());
        assertThat(context(1)).hasValueSatisfying(context -> {
            assertThat(context.orderState()).isEqualTo(WorkOrderState.AWAITING_CONFIRMATION);
            assertThat(context.submitted()).isFalse();
            assertThat(context.applied()).isFalse();
            assertThat(context.standingDecision()).isEqualTo(Decision.CONFIRM);
        });
    }

    @Test
    void aDecisionThatCameToNothingDoesNotStand() {
        duplicates(1);
        record(1, Decision.CONFIRM, now());
        store.run(tables -> tables.confirmations().setOutcome(verdictId(1), DecisionOutcome.STALE));
        assertThat(context(1)).hasValueSatisfying(context -> {
            assertThat(context.decision()).isEqualTo(Decision.CONFIRM);
            assertThat(context.standingDecision()).isNull();
        });
    }

    @Test
    void decisionsGoByTheTimeTheyWereRecordedAtWhateverTheirSenderSays() {
        duplicates(1);
        duplicates(2);
        record(1, Decision.CONFIRM, Instant.parse("2999-01-01T00:00:00Z"));
        clock.set(daysAgo(-10));
        record(2, Decision.CONFIRM, Instant.parse("1999-01-01T00:00:00Z"));
        assertThat(count(tables -> tables.confirmations().purge(daysAgo(5), 100)))
                .isEqualTo(1);
        assertThat(pending(1)).isEmpty();
        assertThat(pending(2)).isPresent();
    }

    @Test
    void whoSawAnotherContentHasDecidedNothing() {
        duplicates(1);
        record(1, Decision.CONFIRM, now(), "what I saw");
        assertThat(pending(1)).isEmpty();
        record(1, Decision.CONFIRM, now().plusSeconds(1), "hash");
        assertThat(pending(1)).isPresent();
    }

    @Test
    void aDecisionCountsForAnotherVerdictOnTheSameTextWithTheSameFindings() {
        duplicates(1);
        record(1, Decision.CONFIRM, now());
        duplicates(2);
        assertThat(found(tables -> tables.confirmations().pendingLike(key, verdictId(2))))
                .map(PendingDecision::verdictId)
                .hasValue(verdictId(1));
        assertThat(context(1)).map(DecisionContext::current).hasValue(true);
        assertThat(context(1)).map(DecisionContext::newest).hasValue(verdictId(2));

        finished(3, ResultState.DUPLICATES, "[\"DUPLICATES\", \"COMMON_TEXT\"]");
        assertThat(found(tables -> tables.confirmations().pendingLike(key, verdictId(3))))
                .as("other findings")
                .isEmpty();
        assertThat(context(1)).map(DecisionContext::current).hasValue(false);
        sql("update verdict set content_hash = 'other' where verdict_id = ?", verdictId(2));
        assertThat(found(tables -> tables.confirmations().pendingLike(key, verdictId(2))))
                .as("another text")
                .isEmpty();
    }

    @Test
    void aDecisionCountsWhileTheSameTextIsCheckedOnceMoreAndNotWhileAnotherIs() {
        duplicates(1);
        sql("update verdict set content_hash = 'h'");
        sql(
                "update check_task set revision = 2, state = 1, result_state = null, verdict_id = null, mode = 'SUBMIT', hash = 'h'");
        assertThat(context(1)).map(DecisionContext::current).hasValue(true);
        sql("update check_task set hash = 'edited'");
        assertThat(context(1)).map(DecisionContext::current).hasValue(false);
        sql("update check_task set hash = 'h', state = 5, mode = 'WITHDRAW'");
        assertThat(context(1)).map(DecisionContext::current).hasValue(false);
    }

    @Test
    void whatIsClosedIsToldAndWhatIsReopenedCanBeDecidedAnew() {
        duplicates(1);
        record(1, Decision.WITHDRAW, now());
        store.run(tables -> tables.confirmations().setOutcome(verdictId(1), DecisionOutcome.APPLIED));
        store.run(tables -> tables.confirmations().reopen(verdictId(1)));
        record(1, Decision.CONFIRM, now().plusSeconds(1));
        assertThat(pending(1)).map(PendingDecision::decision).hasValue(Decision.CONFIRM);
        assertThat(all(tables -> tables.confirmations().closePending(key)))
                .extracting(PendingDecision::userId)
                .containsExactly("user-1");
        assertThat(pending(1)).isEmpty();
    }

    private Recorded record(long revision, Decision decision, Instant occurredAt) {
        return record(revision, decision, occurredAt, null);
    }

    private Recorded record(long revision, Decision decision, Instant occurredAt, @Nullable String contentHash) {
        return record(event(revision, decision, occurredAt, contentHash), at(offset++));
    }

    private Optional<PendingDecision> pending(long revision) {
        return in(tables -> tables.confirmations().pendingOn(verdictId(revision)));
    }

    private Optional<DecisionContext> context(long revision) {
        return in(tables -> tables.confirmations().context(verdictId(revision)));
    }
}
