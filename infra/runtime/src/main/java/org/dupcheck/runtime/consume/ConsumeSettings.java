package org.dupcheck.runtime.consume;

import java.time.Duration;
import org.dupcheck.runtime.settings.Require;

/**
 * The bounds of one consume loop.
 *
 * @param workers threads that handle records, at least 1
 * @param maxInFlight records polled and not yet done, over which partitions are paused until half of them are done; at
 *     least 1. One more poll and what the fairness among partitions needs may come on top, at most as much again
 * @param maxBatch records handed to a {@link BatchHandler} at once, at least 1; 1 for a {@link RecordHandler}
 * @param drainTimeout how long a stop or a revoke waits for running work before it is cancelled
 * @param stallTimeout how long a partition may stand still, with something to read and nothing in flight, until the
 *     consumer is replaced; at least 1 s
 */
public record ConsumeSettings(
        int workers, int maxInFlight, int maxBatch, RetryPolicy retry, Duration drainTimeout, Duration stallTimeout) {
    public static final Duration DEFAULT_STALL_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration MIN_STALL_TIMEOUT = Duration.ofSeconds(1);

    public ConsumeSettings {
        Require.that(workers >= 1, "workers: at least 1 expected, not " + workers);
        Require.that(maxInFlight >= 1, "maxInFlight: at least 1 expected, not " + maxInFlight);
        Require.that(maxBatch >= 1, "maxBatch: at least 1 expected, not " + maxBatch);
        Require.that(!drainTimeout.isNegative(), "drainTimeout: not below 0 expected");
        Require.that(stallTimeout.compareTo(MIN_STALL_TIMEOUT) >= 0, "stallTimeout: at least 1 s expected");
    }

    /** With the default stall timeout. */
    public ConsumeSettings(int workers, int maxInFlight, int maxBatch, RetryPolicy retry, Duration drainTimeout) {
        this(workers, maxInFlight, maxBatch, retry, drainTimeout, DEFAULT_STALL_TIMEOUT);
    }

    public static ConsumeSettings defaults() {
        return new ConsumeSettings(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                1_000,
                1,
                RetryPolicy.DEFAULT,
                Duration.ofSeconds(10));
    }

    public ConsumeSettings withStallTimeout(Duration other) {
        return new ConsumeSettings(workers, maxInFlight, maxBatch, retry, drainTimeout, other);
    }
}
