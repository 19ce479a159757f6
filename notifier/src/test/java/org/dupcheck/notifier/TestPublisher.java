package org.dupcheck.notifier;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.RecordPublisher;

/** Keeps what it is given, and fails when told to, as if the process had died before it published. */
public final class TestPublisher implements RecordPublisher {
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    public record Published(String topic, String key, String json, Map<String, String> headers) {}

    public void failNext(int times) {
        failures.set(times);
    }

    public List<Published> published() {
        return published;
    }

    @Override
    public CompletableFuture<Void> publish(String topic, String key, byte[] value, Map<String, String> headers) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return CompletableFuture.failedFuture(new RetryLaterException("no broker", null));
        }
        published.add(new Published(topic, key, new String(value, StandardCharsets.UTF_8), headers));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {}
}
