package org.dupcheck.notifier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.runtime.consume.Delivery;
import org.jspecify.annotations.Nullable;

/** A record as the loop would hand it in. */
public record TestDelivery(
        String topic,
        @Nullable String key,
        @Nullable String json,
        long offset,
        @Nullable String sender) implements Delivery {
    private static final Map<String, Long> OFFSETS = new ConcurrentHashMap<>();
    private static final AtomicLong NEXT = new AtomicLong();

    /** What was handed in before stands where it stood; what was not comes after all that was. */
    public TestDelivery(String topic, @Nullable String key, @Nullable String json) {
        this(topic, key, json, null);
    }

    /** @param sender for whom it was sent; null where nobody says */
    public TestDelivery(String topic, @Nullable String key, @Nullable String json, @Nullable String sender) {
        this(topic, key, json, OFFSETS.computeIfAbsent(topic + key + json, any -> NEXT.getAndIncrement()), sender);
    }

    @Override
    public @Nullable String header(String name) {
        return name.equals(CloudEvents.AUTH_ID) ? sender : null;
    }

    @Override
    public byte @Nullable [] value() {
        return json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public Instant timestamp() {
        return Instant.EPOCH;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public boolean lastAttempt() {
        return false;
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public boolean superseded() {
        return false;
    }
}
