package org.dupcheck.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoundedTest {
    @Test
    void workThatEndsInTimeGivesItsResult() {
        assertThat(Bounded.within(Duration.ofMinutes(1), "work", () -> 7)).isEqualTo(7);
    }

    @Test
    void workThatDoesNotEndIsInterruptedAndMayCloseWhatItOpened() {
        AtomicBoolean closed = new AtomicBoolean();
        Callable<Void> endless = () -> {
            try {
                new CountDownLatch(1).await();
                return null;
            } finally {
                closed.set(true);
            }
        };
        assertThatThrownBy(() -> Bounded.within(Duration.ofMillis(1), "the measurement", endless))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("the measurement did not end");
        assertThat(closed).isTrue();
    }

    @Test
    void whatTheWorkThrowsComesThrough() {
        assertThatThrownBy(() -> Bounded.within(Duration.ofMinutes(1), "work", () -> {
                    throw new BenchException("no data");
                }))
                .hasMessage("no data");
        assertThatThrownBy(() -> Bounded.within(Duration.ofMinutes(1), "work", () -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void workersGiveResultsInOrderAndTheFirstFailure() {
        assertThat(Parallel.map(List.of(3, 1, 2), value -> value * 10)).containsExactly(30, 10, 20);
        assertThatThrownBy(() -> Parallel.map(List.of(1, 0), value -> 1 / value))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("by zero");
    }
}
