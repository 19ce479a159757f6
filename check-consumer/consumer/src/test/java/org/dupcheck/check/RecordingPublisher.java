package org.dupcheck.check;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.runtime.kafka.RecordPublisher;

/** Keeps what is published, or fails as it is told. */
public final class RecordingPublisher implements RecordPublisher {
    /** An event as the topic would hold it, read back through the contract. */
    public record Published(String topic, String key, String id, VerdictEvent event) {}

    public final List<Published> published = new CopyOnWriteArrayList<>();
    public volatile RuntimeException failure;

    @Override
    public CompletableFuture<Void> publish(String topic, String key, byte[] value, Map<String, String> headers) {
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        VerdictEvent event = new JsonCodec().read(key, value, VerdictEvent.class);
        published.add(new Published(topic, key, headers.get(CloudEvents.ID), event));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
