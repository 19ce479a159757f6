package org.dupcheck.gateway.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.testkit.SettableClock;
import org.junit.jupiter.api.Test;

final class DeadLetterCountTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-30T08:00:00Z"));
    private final List<CompletableFuture<Long>> counts = new ArrayList<>();
    private final DeadLetterCount count = new DeadLetterCount(
            () -> {
                counts.add(new CompletableFuture<>());
                return counts.get(counts.size() - 1);
            },
            clock);

    @Test
    void oneCountIsForAllWhoAskWithinAWhile() {
        CompletableFuture<Void> first = count.refresh();
        CompletableFuture<Void> second = count.refresh();
        assertThat(first).isNotDone();
        assertThat(count.last()).isEmpty();
        counts.get(0).complete(3L);
        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(count.last()).hasValue(3);
        assertThat(count.refresh()).isDone();
        assertThat(counts).hasSize(1);
        clock.advance(DeadLetterCount.FRESH);
        assertThat(count.refresh()).isNotDone();
        assertThat(count.last()).hasValue(3);
        counts.get(1).complete(4L);
        assertThat(count.last()).hasValue(4);
    }

    @Test
    void aCountThatFailsLeavesTheLastOne() {
        CompletableFuture<Void> counted = count.refresh();
        counts.get(0).complete(3L);
        assertThat(counted).isCompleted();
        clock.advance(DeadLetterCount.FRESH);
        CompletableFuture<Void> failing = count.refresh();
        counts.get(1).completeExceptionally(new IllegalStateException("away"));
        assertThat(failing).isCompleted();
        assertThat(count.last()).hasValue(3);
        DeadLetterCount refused = new DeadLetterCount(
                () -> {
                    throw new IllegalStateException("away");
                },
                clock);
        assertThat(refused.refresh()).isCompleted();
        assertThat(refused.last()).isEmpty();
    }
}
