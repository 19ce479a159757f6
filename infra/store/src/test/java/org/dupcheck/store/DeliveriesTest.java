package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.store.deliveries.Channel;
import org.dupcheck.store.deliveries.ClaimedDelivery;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.workorders.WorkOrderState;
import org.junit.jupiter.api.Test;

class DeliveriesTest extends StoreTest {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(15);

    @Test
    void aMessageIsClaimedOnceAndAgainAfterAPauseThatGrows() {
        awaited(1);
        add(1, now());
        add(1, now());
        ClaimedDelivery first = claim().orElseThrow();
        assertThat(first.recipient()).isEqualTo("13812345678");
        assertThat(first.body()).isEqualTo("text");
        assertThat(first.attempts()).isEqualTo(1);
        assertThat(first.stillTrue()).isTrue();
        assertThat(first.toString()).doesNotContain("138", "text");
        assertThat(claim()).isEmpty();

        setOutcome(first, DeliveryState.PENDING, "busy");
        assertThat(rows()).as("the number is still needed").isEqualTo("PENDING 1 13812345678");
        assertThat(claim()).isEmpty();
        clock.advance(FIRST_PAUSE);
        assertThat(claim()).map(ClaimedDelivery::attempts).hasValue(2);
        setOutcome(first, DeliveryState.PENDING, "busy");
        clock.advance(MAX_PAUSE.minusMillis(1));
        assertThat(claim()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(claim()).map(ClaimedDelivery::attempts).hasValue(3);
        setOutcome(first, DeliveryState.SENT, null);
        assertThat(rows()).isEqualTo("SENT 3 -");
    }

    @Test
    void whatIsNoLongerTrueIsVoidedInsteadAndForgetsTheNumber() {
        awaited(1);
        add(1, now());
        order(1, WorkOrderState.WITHDRAWN);
        assertThat(claim()).map(ClaimedDelivery::stillTrue).hasValue(false);
        assertThat(rows()).isEqualTo("VOIDED 0 -");
        add(2, now());
        store.run(tables -> tables.deliveries().voidPending(key, 2, now()));
        assertThat(claim()).isEmpty();
    }

    @Test
    void whatNobodySawEndIsOfUnknownOutcomeUntilItTurnsOut() {
        awaited(1);
        add(1, now());
        ClaimedDelivery lost = claim().orElseThrow();
        assertThat(giveUp(now().minusMillis(1))).isZero();
        assertThat(giveUp(now())).isEqualTo(1);
        assertThat(rows()).isEqualTo("UNKNOWN 1 13812345678");
        setOutcome(lost, DeliveryState.SENT, null);
        assertThat(rows()).isEqualTo("SENT 1 -");
        setOutcome(lost, DeliveryState.FAILED, "too late");
        assertThat(rows()).isEqualTo("SENT 1 -");
    }

    /** The number of a delivery of unknown outcome, and of one that nobody ever sends, stands nowhere else. */
    @Test
    void whatIsDueGoesWithItsNumberWhateverItsStateAndWhatIsNotStays() {
        for (int revision = 1; revision <= 5; revision++) {
            add(revision, daysAgo(10 - revision));
        }
        state(1, DeliveryState.UNKNOWN);
        state(2, DeliveryState.SENDING);
        state(3, DeliveryState.PENDING);
        assertThat(purge(8, 100)).isEqualTo(1);
        assertThat(purge(5, 100)).as("what is being sent is left alone").isEqualTo(2);
        assertThat(column("select revision::text from delivery order by revision"))
                .containsExactly("2", "5");
        giveUp(now());
        assertThat(purge(4, 1)).isEqualTo(1);
        assertThat(purge(4, 1)).isEqualTo(1);
        assertThat(purge(4, 1)).isZero();
    }

    private void awaited(long revision) {
        duplicates(revision);
        order(revision, WorkOrderState.AWAITING_CONFIRMATION);
    }

    private void add(long revision, Instant time) {
        store.run(tables -> tables.deliveries().add(Channel.SMS, key, revision, "13812345678", "text", time));
    }

    private Optional<ClaimedDelivery> claim() {
        return in(tables -> tables.deliveries().claim(Channel.SMS, FIRST_PAUSE, MAX_PAUSE, now()));
    }

    private void setOutcome(ClaimedDelivery delivery, DeliveryState state, String error) {
        store.run(tables -> tables.deliveries().setOutcome(delivery.deliveryId(), state, error, now()));
    }

    private int giveUp(Instant time) {
        return in(tables -> tables.deliveries().giveUpSendingSince(Channel.SMS, time, now()));
    }

    private int purge(int days, int limit) {
        return in(tables -> tables.deliveries().purge(daysAgo(days), limit));
    }

    private void state(long revision, DeliveryState state) {
        sql("update delivery set state = ? where revision = ?", state.name(), revision);
    }

    private String rows() {
        return String.join(
                ", ",
                column("select state || ' ' || attempts || ' ' || coalesce(recipient, '-') from delivery"
                        + " where revision = 1"));
    }
}
