package org.dupcheck.runtime.kafka;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Publishes records idempotently: acks=all, linger 0. The future completes when all replicas in sync have the record. Thread-safe. */
public interface RecordPublisher extends AutoCloseable {
    CompletableFuture<Void> publish(String topic, String key, byte @Nullable [] value, Map<String, String> headers);

    @Override
    void close();
}
