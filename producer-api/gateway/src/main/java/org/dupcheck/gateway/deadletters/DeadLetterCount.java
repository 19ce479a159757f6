package org.dupcheck.gateway.deadletters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How many dead letters there are, counted at most every {@link #FRESH}, whoever asks. A count that fails leaves the last one.
 * Thread-safe.
 */
final class DeadLetterCount {
    static final Duration FRESH = Duration.ofSeconds(15);

    private final Supplier<CompletableFuture<Long>> counting;
    private final Clock clock;
    private OptionalLong last = OptionalLong.empty();
    private @Nullable Instant asked;
    private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);

    /** @param counting begins to count; may throw where it cannot */
    DeadLetterCount(Supplier<CompletableFuture<Long>> counting, Clock clock) {
        this.counting = counting;
        this.clock = clock;
    }

    /** Completes once a count that is due has come or failed. */
    CompletableFuture<Void> refresh() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            Instant now = clock.instant();
            boolean isFresh = asked != null && now.isBefore(asked.plus(FRESH));
            if (isFresh || !underWay.isDone()) {
                return underWay;
            }
            asked = now;
            underWay = done;
        }
        // what comes of it is in done
        var unused = begin().whenComplete((count, failure) -> {
            if (failure == null) {
                keep(count);
            }
            done.complete(null);
        });
        return done;
    }

    private CompletableFuture<Long> begin() {
        try {
            return counting.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized void keep(long count) {
        last = OptionalLong.of(count);
    }

    /** The last count; empty where none has come yet. */
    synchronized OptionalLong last() {
        return last;
    }
}
