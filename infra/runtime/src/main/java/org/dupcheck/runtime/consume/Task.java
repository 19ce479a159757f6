package org.dupcheck.runtime.consume;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One polled record on its way. What changes is guarded by the lock of its {@link Dispatcher} while it waits and belongs
 * to its worker while it runs; only the cancel flag may be read and raised at any time.
 */
final class Task implements Delivery {
    /** Why the work is no longer wanted. */
    enum Cancel {
        NO,
        /** A newer record took precedence: nothing is left to do. */
        SUPERSEDED,
        /** The partition was taken away or the loop stops: somebody else will do this one. */
        TAKEN_AWAY
    }

    private final ConsumerRecord<byte[], byte[]> consumed;
    private final OffsetLedger ledger;
    private final OffsetLedger.Entry entry;
    private final @Nullable String key;
    private final @Nullable Object reading;
    private final int maxFailures;
    private volatile Cancel cancel = Cancel.NO;

    private int attempt;
    private int failures;
    private int postponements;
    private @Nullable DeadLetter deadLetter;

    /** @param maxFailures tries that may fail by the record's or the handler's own fault, the last one included */
    Task(Polled polled, OffsetLedger ledger, int maxFailures) {
        this.consumed = polled.consumed;
        this.ledger = ledger;
        this.maxFailures = maxFailures;
        this.key = polled.key;
        this.reading = polled.reading;
        this.entry = ledger.register(consumed.offset(), consumed.leaderEpoch(), bytes());
    }

    /** A record as the poll thread brings it, decoded and read before any lock is taken. */
    record Polled(
            ConsumerRecord<byte[], byte[]> consumed,
            @Nullable String key,
            @Nullable Object reading) {
        static Polled of(ConsumerRecord<byte[], byte[]> consumed, Admission admission) {
            String key = text(consumed.key());
            return new Polled(consumed, key, admission.read(key, consumed.value()));
        }
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    ConsumerRecord<byte[], byte[]> consumed() {
        return consumed;
    }

    OffsetLedger ledger() {
        return ledger;
    }

    OffsetLedger.Entry entry() {
        return entry;
    }

    TopicPartition topicPartition() {
        return new TopicPartition(consumed.topic(), consumed.partition());
    }

    int bytes() {
        return Math.max(0, consumed.serializedKeySize()) + Math.max(0, consumed.serializedValueSize());
    }

    void handedOut() {
        attempt++;
    }

    /** A try failed by the record's or the handler's own fault; how many have, this one included. */
    int failed() {
        return ++failures;
    }

    /** Tries in a row that something outside spoilt, this one included. */
    int postponed() {
        return ++postponements;
    }

    /** All that is left to do is to publish this; null while the record is still to be handled. */
    @Nullable
    DeadLetter deadLetter() {
        return deadLetter;
    }

    void setDeadLetter(DeadLetter letter) {
        deadLetter = letter;
    }

    /** Whether it goes through no handler any more, and so is in no batch. */
    boolean alone() {
        return deadLetter != null;
    }

    Cancel cancel() {
        return cancel;
    }

    /** A record that was superseded stays so: its newer one is known, whoever works on it. */
    void cancel(Cancel why) {
        if (cancel != Cancel.SUPERSEDED) {
            cancel = why;
        }
    }

    @Override
    public String topic() {
        return consumed.topic();
    }

    @Override
    public int partition() {
        return consumed.partition();
    }

    @Override
    public long offset() {
        return consumed.offset();
    }

    @Override
    public Instant timestamp() {
        return Instant.ofEpochMilli(consumed.timestamp());
    }

    @Override
    public @Nullable String key() {
        return key;
    }

    @Override
    public byte @Nullable [] value() {
        return consumed.value();
    }

    @Override
    public @Nullable String header(String name) {
        Header header = consumed.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    @Override
    public @Nullable Object reading() {
        return reading;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public boolean lastAttempt() {
        return failures + 1 >= maxFailures;
    }

    @Override
    public boolean cancelled() {
        return cancel != Cancel.NO;
    }

    @Override
    public boolean superseded() {
        return cancel == Cancel.SUPERSEDED;
    }

    /** Where it is in the log; nothing of what it holds. */
    @Override
    public String toString() {
        return consumed.topic() + "-" + consumed.partition() + "@" + consumed.offset();
    }
}
