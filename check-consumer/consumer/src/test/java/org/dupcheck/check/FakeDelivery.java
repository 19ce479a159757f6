package org.dupcheck.check;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.runtime.consume.Delivery;

/** A record as a test hands it to a handler or a policy, without a broker. */
public final class FakeDelivery implements Delivery {
    private final String key;
    private final byte[] value;
    private final long offset;
    private final AtomicBoolean stop = new AtomicBoolean();
    private boolean supersededWhenCancelled;
    private boolean lastAttempt;
    private int partition;
    private Instant timestamp = Instant.EPOCH;
    private Object reading;
    private String sender;

    private FakeDelivery(String key, byte[] value, long offset) {
        this.key = key;
        this.value = value;
        this.offset = offset;
    }

    public static FakeDelivery of(String key, byte[] value, long offset) {
        return new FakeDelivery(key, value, offset);
    }

    FakeDelivery onLastAttempt() {
        lastAttempt = true;
        return this;
    }

    /** The broker's time is otherwise the beginning of time, and the partition the first. */
    FakeDelivery at(int inPartition, Instant time) {
        partition = inPartition;
        timestamp = time;
        return this;
    }

    /** What the precedence made of it; nothing otherwise. */
    public FakeDelivery readAs(Object made) {
        reading = made;
        return this;
    }

    /** Where it is cancelled, it is because of a record that takes precedence. */
    FakeDelivery supersededWhenCancelled() {
        supersededWhenCancelled = true;
        return this;
    }

    AtomicBoolean stop() {
        return stop;
    }

    @Override
    public String topic() {
        return "dupcheck.submissions";
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public Instant timestamp() {
        return timestamp;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public byte[] value() {
        return value;
    }

    /** For whom it was sent; otherwise nobody says. */
    FakeDelivery sentFor(String id) {
        sender = id;
        return this;
    }

    @Override
    public String header(String name) {
        return name.equals(CloudEvents.AUTH_ID) ? sender : null;
    }

    @Override
    public Object reading() {
        return reading;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public boolean lastAttempt() {
        return lastAttempt;
    }

    @Override
    public boolean cancelled() {
        return stop.get();
    }

    @Override
    public boolean superseded() {
        return stop.get() && supersededWhenCancelled;
    }
}
