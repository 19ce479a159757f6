package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.store.topics.LogPosition;
import org.dupcheck.store.workorders.DecisionOutcome;
import org.dupcheck.store.workorders.PendingDecision;
import org.dupcheck.store.workorders.Recorded;
import org.junit.jupiter.api.Test;

/** Which of several decisions on a verdict stands, whatever is repeated: the topic says it. */
class RepeatedDecisionsTest extends StoreTest {
    @Test
    void whatIsLaterTheTopicSaysAndNotTheClocksOfThoseWhoDecided() {
        duplicates(1);
        ConfirmationEvent first = event(1, Decision.CONFIRM, now());
        assertThat(record(first, at(5))).isEqualTo(Recorded.RECORDED);
        assertThat(record(first, at(5))).isEqualTo(Recorded.SAME);
        store.run(tables -> tables.confirmations().setOutcome(verdictId(1), DecisionOutcome.STALE));
        assertThat(record(first, at(5))).as("repeated").isEqualTo(Recorded.SAME);
        assertThat(record(first, at(9))).as("published twice").isEqualTo(Recorded.SAME);
        ConfirmationEvent yesterday = event(1, Decision.WITHDRAW, now().minusSeconds(86_400));
        assertThat(record(yesterday, at(4))).as("it stands before").isEqualTo(Recorded.SAME);
        assertThat(pending(1)).isEmpty();
        assertThat(record(yesterday, at(6))).isEqualTo(Recorded.RECORDED);
        assertThat(pending(1)).map(PendingDecision::decision).hasValue(Decision.WITHDRAW);
    }

    @Test
    void whoLosesIsToldOfOnce() {
        duplicates(1);
        record(event(1, Decision.CONFIRM, now()), at(1));
        ConfirmationEvent other = event(1, Decision.WITHDRAW, now());
        assertThat(record(other, at(2))).isEqualTo(Recorded.OTHER);
        assertThat(record(other, at(2))).as("repeated").isEqualTo(Recorded.SAME);
        assertThat(record(event(1, Decision.CONFIRM, now()), at(3))).isEqualTo(Recorded.SAME);
        Optional<Long> revision = in(tables -> tables.confirmations().revisionOf(verdictId(1)));
        assertThat(revision).hasValue(1L);
    }

    @Test
    void whatIsRepeatedLosesToNothingThatCameAfterIt() {
        duplicates(1);
        ConfirmationEvent first = event(1, Decision.CONFIRM, now());
        record(first, at(1));
        store.run(tables -> tables.confirmations().setOutcome(verdictId(1), DecisionOutcome.STALE));
        ConfirmationEvent second = event(1, Decision.WITHDRAW, now().plusSeconds(1));
        assertThat(record(second, at(2))).isEqualTo(Recorded.RECORDED);
        assertThat(record(first, at(1))).isEqualTo(Recorded.SAME);
        assertThat(record(event(1, Decision.CONFIRM, now().plusSeconds(2)), at(3)))
                .isEqualTo(Recorded.OTHER);
    }

    @Test
    void whoHasLostBeforeIsNeitherToldNorTakenWhenTheEventIsRepeated() {
        duplicates(1);
        record(event(1, Decision.CONFIRM, now()), at(1));
        ConfirmationEvent lost = event(1, Decision.WITHDRAW, now());
        assertThat(record(lost, at(2))).isEqualTo(Recorded.OTHER);
        assertThat(record(event(1, Decision.WITHDRAW, now().plusSeconds(1)), at(3)))
                .isEqualTo(Recorded.OTHER);
        assertThat(record(lost, at(2))).isEqualTo(Recorded.SAME);
        store.run(tables -> tables.confirmations().setOutcome(verdictId(1), DecisionOutcome.STALE));
        assertThat(record(lost, at(2))).isEqualTo(Recorded.SAME);
        assertThat(pending(1)).isEmpty();
        assertThat(record(event(1, Decision.WITHDRAW, now().plusSeconds(2)), at(4)))
                .isEqualTo(Recorded.RECORDED);
    }

    private LogPosition at(long recordOffset) {
        return new LogPosition(0, recordOffset, Instant.EPOCH);
    }

    private Recorded record(ConfirmationEvent event, LogPosition position) {
        return in(tables -> tables.confirmations().record(event, null, position, now()));
    }

    private ConfirmationEvent event(long revision, Decision decision, Instant at) {
        return new ConfirmationEvent(
                key.businessType(), key.businessId(), verdictId(revision), decision, "自有成果", "user-1", at);
    }

    private Optional<PendingDecision> pending(long revision) {
        return in(tables -> tables.confirmations().pendingOn(verdictId(revision)));
    }
}
