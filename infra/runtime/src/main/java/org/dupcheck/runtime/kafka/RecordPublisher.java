package org.dupcheck.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.runtime.failure.Failures;
import org.jspecify.annotations.Nullable;

/** Publishes records idempotently: acks=all, linger 0. The future completes when all replicas in sync have the record. Thread-safe. */
public interface RecordPublisher extends AutoCloseable {
    /** A publisher of its own connections; does not wait for a broker. */
    static RecordPublisher open(KafkaSettings settings, String clientId, MeterRegistry meters) {
        return KafkaRecordPublisher.open(settings, clientId, meters);
    }

    /**
     * Waits at most some seconds where the topic's partitions are not known yet, which is the case once a topic, and
     * never for memory: where too much waits for the brokers already, the future fails at once. It fails with {@link org.dupcheck.runtime.failure.RetryLaterException} where another try can help
     * (brokers away, too few replicas, no right to write as yet; the record may have been written all the same), and
     * with Kafka's own exception where none can (too large).
     *
     * @param value null for a tombstone
     * @param headers values in UTF-8
     */
    CompletableFuture<Void> publish(String topic, String key, byte @Nullable [] value, Map<String, String> headers);

    /** As {@link #publish}, and waits for the future. Throws what it fails with. */
    default void publishAndWait(String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
        Failures.join(publish(topic, key, value, headers));
    }

    /** Waits some seconds for what is under way. May be called twice. */
    @Override
    void close();
}
