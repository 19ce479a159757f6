package org.dupcheck.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.dupcheck.testkit.SettableClock;
import org.junit.jupiter.api.Test;

final class RetryTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final RetryQueue queue = new RetryQueue(clock);

    @Test
    void lanesComeBackWhenTheirTimeHasComeTheNextDueFirst() {
        Lane late = new Lane("late");
        Lane soon = new Lane("soon");
        queue.add(late, Duration.ofMillis(500));
        queue.add(soon, Duration.ofMillis(100));
        assertThat(queue.pollDue()).isNull();
        assertThat(queue.millisToNext()).isEqualTo(100);
        clock.advance(Duration.ofMillis(100));
        assertThat(queue.pollDue()).isSameAs(soon);
        assertThat(queue.pollDue()).isNull();
        clock.advance(Duration.ofMillis(400));
        assertThat(queue.pollDue()).isSameAs(late);
        assertThat(queue.millisToNext()).isNegative();
    }

    @Test
    void aLaneTakenOutDoesNotComeBack() {
        Lane lane = new Lane("lane");
        queue.add(lane, Duration.ofMillis(1));
        queue.remove(lane);
        clock.advance(Duration.ofSeconds(1));
        assertThat(queue.pollDue()).isNull();
    }

    @Test
    void aClockSetBackMakesARetryEarlyNotLate() {
        Lane lane = new Lane("lane");
        queue.add(lane, Duration.ofMillis(100));
        clock.advance(Duration.ofHours(-1));
        assertThat(queue.millisToNext()).isZero();
        assertThat(queue.pollDue()).isSameAs(lane);
    }

    @Test
    void delaysDoubleUpToTheMaximumAndJitterTakesUpToHalf() {
        RetryPolicy policy = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(1));
        assertThat(policy.delay(1, 1)).hasMillis(100);
        assertThat(policy.delay(2, 1)).hasMillis(200);
        assertThat(policy.delay(4, 1)).hasMillis(800);
        assertThat(policy.delay(5, 1)).hasMillis(1_000);
        assertThat(policy.delay(1_000_000, 1)).hasMillis(1_000);
        assertThat(policy.delay(2, 0)).hasMillis(100);
        assertThat(policy.delay(2, 0.5)).hasMillis(150);
    }

    @Test
    void policiesAndSettingsHoldTheirBounds() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new RetryPolicy(0, second, second)).hasMessageContaining("maxAttempts");
        assertThatThrownBy(() -> new RetryPolicy(1, Duration.ZERO, second)).hasMessageContaining("firstDelay");
        assertThatThrownBy(() -> new RetryPolicy(1, second, Duration.ofMillis(1)))
                .hasMessageContaining("maxDelay");
        assertThatThrownBy(() -> new ConsumeSettings(0, 1, 1, RetryPolicy.DEFAULT, second))
                .hasMessageContaining("workers");
        assertThatThrownBy(() -> new ConsumeSettings(1, 0, 1, RetryPolicy.DEFAULT, second))
                .hasMessageContaining("maxInFlight");
        assertThatThrownBy(() -> new ConsumeSettings(1, 1, 0, RetryPolicy.DEFAULT, second))
                .hasMessageContaining("maxBatch");
        assertThatThrownBy(() -> new ConsumeSettings(1, 1, 1, RetryPolicy.DEFAULT, Duration.ofSeconds(-1)))
                .hasMessageContaining("drainTimeout");
    }
}
