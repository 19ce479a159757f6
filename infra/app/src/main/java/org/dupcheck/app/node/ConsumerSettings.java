package org.dupcheck.app.node;

import java.time.Duration;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;

/** What all consumers have in common. */
record ConsumerSettings(RetryPolicy retry, Duration drainTimeout, Duration stallTimeout, Duration retentionInterval) {
    ConsumeSettings with(int workers, int maxInFlight, int maxBatch) {
        return new ConsumeSettings(workers, maxInFlight, maxBatch, retry, drainTimeout).withStallTimeout(stallTimeout);
    }
}
