package org.dupcheck.runtime.consume;

import java.time.Duration;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.settings.Require;

/**
 * How often and how soon a failed record is tried again: exponential back-off with jitter.
 *
 * @param maxAttempts tries in all, at least 1, before the record goes to the dead letters; tries that end in
 *     {@link RetryLaterException} do not count
 * @param firstDelay before the first retry, above 0; doubled for each further one
 * @param maxDelay the longest delay, at least the first
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration maxDelay) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(10));

    public RetryPolicy {
        Require.that(maxAttempts >= 1, "maxAttempts: at least 1 expected, not " + maxAttempts);
        Require.that(
                firstDelay.compareTo(Duration.ZERO) > 0 && maxDelay.compareTo(firstDelay) >= 0,
                "0 < firstDelay <= maxDelay expected");
    }

    /**
     * The delay before the next try.
     *
     * @param failures tries that failed so far, at least 1
     * @param jitter 0 to 1: the delay lies between half of the full one and the full one, so that records that failed
     *     together do not all come back together
     */
    Duration delay(int failures, double jitter) {
        // 2^30 first delays are beyond any maximum that makes sense, and do not overflow
        long full = Math.min(
                maxDelay.toMillis(), Math.max(1, firstDelay.toMillis()) << Math.min(30, Math.max(0, failures - 1)));
        return Duration.ofMillis((long) (full * (0.5 + jitter / 2)));
    }
}
