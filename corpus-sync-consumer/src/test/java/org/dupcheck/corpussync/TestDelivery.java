package org.dupcheck.corpussync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.runtime.consume.Delivery;
import org.jspecify.annotations.Nullable;

/** A record as the loop would hand it in. */
record TestDelivery(
        long offset, @Nullable String key, @Nullable String json) implements Delivery {
    private static final JsonCodec CODEC = new JsonCodec();

    static Delivery delivery(long offset, ReferenceEvent event) {
        return new TestDelivery(offset, event.key().toString(), json(event));
    }

    static String json(ReferenceEvent event) {
        return new String(CODEC.write(event), StandardCharsets.UTF_8);
    }

    @Override
    public byte @Nullable [] value() {
        return json == null ? null : json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String topic() {
        return "reference-events";
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
