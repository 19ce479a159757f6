package org.dupcheck.runtime.consume;

import java.time.Duration;

/**
 * The bounds of one consume loop.
 *
 * @param workers threads that handle records, at least 1
 * @param maxInFlight records polled and not yet done, over which partitions are paused
 * @param maxBatch records handed to a {@link BatchHandler} at once; 1 for a {@link RecordHandler}
 * @param drainTimeout how long a stop or a revoke waits for running work before it is cancelled
 */
public record ConsumeSettings(int workers, int maxInFlight, int maxBatch, RetryPolicy retry, Duration drainTimeout) {
    public static ConsumeSettings defaults() {
        return new ConsumeSettings(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                1_000,
                1,
                RetryPolicy.DEFAULT,
                Duration.ofSeconds(10));
    }
}
