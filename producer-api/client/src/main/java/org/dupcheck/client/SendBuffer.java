package org.dupcheck.client;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * How much of a producer's buffer is free, by its own count. While the brokers are away the buffer fills, and a send would
 * then block its thread for {@code max.block.ms}; who asks here first is never held. The runtime has the same, for this
 * client stands without it. Thread-safe.
 */
final class SendBuffer {
    /** This share is kept free: for those who ask at the same time, and for batches larger than their only record. */
    private static final double RESERVE = 1.0 / 16;

    private final @Nullable Metric available;
    private final double total;

    SendBuffer(Producer<?, ?> producer) {
        available = find(producer, "buffer-available-bytes");
        Metric all = find(producer, "buffer-total-bytes");
        total = all == null ? 0 : value(all);
    }

    private static @Nullable Metric find(Producer<?, ?> producer, String name) {
        for (Map.Entry<MetricName, ? extends Metric> entry : producer.metrics().entrySet()) {
            if (entry.getKey().name().equals(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private static double value(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }

    /** Whether a record of that many bytes goes in without waiting. An empty buffer takes whatever the producer does. */
    boolean hasRoomFor(int bytes) {
        return available == null || value(available) >= Math.min(total, bytes + total * RESERVE);
    }
}
