package org.dupcheck.runtime.consume;

import java.time.Duration;

/**
 * How often and how soon a failed record is tried again: exponential back-off with jitter.
 *
 * @param maxAttempts tries in all, at least 1, before the record goes to the dead letters; tries that end in
 *     {@link RetryLaterException} do not count
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration maxDelay) {
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(10));
}
