package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.junit.jupiter.api.Test;

/** How an attempt to send begins, and what its outcome does. */
class AttemptsTest extends DeliveryTablesTest {
    @Test
    void anAttemptBeginsForWhoeverHoldsTheClaimAndIsDueAgainAndCounts() {
        awaited(1);
        add(1, "hash", "DUPLICATES");
        Due lost = claimed();
        pass(Duration.ofMinutes(1));
        Due held = claimed();
        assertThat(holds(tables -> tables.attempts().begin(lost, "default", Duration.ofMinutes(5), now())))
                .isFalse();
        assertThat(rows()).isEqualTo("INTENT 0 13812345678");
        assertThat(column("select recipient from address_use")).isEmpty();

        assertThat(holds(tables -> tables.attempts().begin(held, "default", Duration.ofMinutes(5), now())))
                .isTrue();
        assertThat(rows()).isEqualTo("SENDING 1 13812345678");
        assertThat(column("select recipient from address_use")).containsExactly("13812345678");
        assertThat(holds(tables -> tables.due().done(held)))
                .as("a claim is for one")
                .isFalse();
        assertThat(overdue(DueKind.DELIVERY_SMS)).isZero();
        pass(Duration.ofMinutes(5));
        assertThat(overdue(DueKind.DELIVERY_SMS)).isEqualTo(1);
    }

    @Test
    void whatSucceedsIsNotDueAnyMoreButForAnAttemptOfBefore() {
        awaited(1);
        add(1, "hash", "DUPLICATES");
        String id = open().deliveryId();
        begin(id);
        begin(id);
        succeed(id, 1);
        assertThat(rows()).as("of an earlier attempt").isEqualTo("SENDING 2 13812345678");
        assertThat(column("select subject from due")).containsExactly(id);
        succeed(id, 2);
        assertThat(rows()).isEqualTo("SENT 2 -");
        assertThat(column("select subject from due")).isEmpty();
    }

    /** The number of the attempt stays used: what is found out about it later counts for no other one. */
    @Test
    void anAttemptThatWasNotMadeIsTakenBackByWhoeverBeganIt() {
        awaited(1);
        add(1, "hash", "DUPLICATES");
        Due lost = claimed();
        pass(Duration.ofMinutes(1));
        Due held = claimed();
        assertThat(holds(tables -> tables.attempts().begin(held, "default", Duration.ofMinutes(5), now())))
                .isTrue();
        assertThat(takeBack(lost, 1)).as("it began nothing").isFalse();
        assertThat(takeBack(held, 1)).isTrue();
        assertThat(rows()).isEqualTo("INTENT 1 13812345678");
        assertThat(takeBack(held, 1)).isFalse();
        assertThat(outcome(held.subject(), 1, DeliveryState.SENT)).isFalse();
    }

    private boolean takeBack(Due due, int attempt) {
        return holds(tables -> tables.attempts().takeBack(due, attempt, "away", now()));
    }

    private static void succeed(String id, int attempt) {
        store.single(tables ->
                tables.attempts().succeed(DueKind.DELIVERY_SMS, id, attempt, DeliveryState.SENT, Instant.EPOCH));
    }

    @Test
    void anOutcomeCountsForItsOwnAttemptAndOnceAndForgetsTheNumberAtTheEnd() {
        awaited(1);
        add(1, "hash", "DUPLICATES");
        String id = open().deliveryId();
        assertThat(outcome(id, 1, DeliveryState.SENT)).as("not begun").isFalse();
        begin(id);
        assertThat(outcome(id, 1, DeliveryState.INTENT)).isTrue();
        assertThat(rows()).as("the number is still needed").isEqualTo("INTENT 1 13812345678");
        begin(id);
        assertThat(outcome(id, 1, DeliveryState.SENT))
                .as("of an earlier attempt")
                .isFalse();
        store.run(tables -> tables.attempts().giveUp(id, DeliveryState.UNKNOWN, "lost", now()));
        assertThat(rows()).isEqualTo("UNKNOWN 2 13812345678");
        assertThat(outcome(id, 2, DeliveryState.SENT)).as("it turns out yet").isTrue();
        assertThat(rows()).isEqualTo("SENT 2 -");
        assertThat(outcome(id, 2, DeliveryState.FAILED)).isFalse();
    }
}
