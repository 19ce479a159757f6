package org.dupcheck.notifier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.dupcheck.runtime.consume.Delivery;
import org.jspecify.annotations.Nullable;

/** A record as the loop would hand it in. */
public record TestDelivery(
        String topic, @Nullable String key, @Nullable String json) implements Delivery {
    @Override
    public byte @Nullable [] value() {
        return json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public long offset() {
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
