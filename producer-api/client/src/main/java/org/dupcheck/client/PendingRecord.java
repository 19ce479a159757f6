package org.dupcheck.client;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A record that was polled and is not finished. On the listener's thread only. */
final class PendingRecord {
    private final ConsumerRecord<byte[], byte[]> record;
    private final OffsetLedger.Entry entry;
    private final @Nullable String key;

    /** Tries that failed; those that an outage explains count for the pause alone. */
    private int failures;

    private int counted;

    PendingRecord(ConsumerRecord<byte[], byte[]> record, OffsetLedger.Entry entry) {
        this.record = record;
        this.entry = entry;
        this.key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    OffsetLedger.Entry entry() {
        return entry;
    }

    @Nullable
    String key() {
        return key;
    }

    byte @Nullable [] value() {
        return record.value();
    }

    int bytes() {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    /** A try failed, by the record's own fault as far as one can tell. */
    void failed() {
        failures++;
        counted++;
    }

    /** A try failed because something is away. */
    void met() {
        failures++;
    }

    int failures() {
        return failures;
    }

    /** Failed tries that count. */
    int counted() {
        return counted;
    }

    SetAside setAside(Exception failure) {
        return new SetAside(
                record.topic(), record.partition(), record.offset(), key, record.value(), failures, failure);
    }

    /** Where it stands; nothing of its content. */
    @Override
    public String toString() {
        return record.topic() + '-' + record.partition() + '@' + record.offset();
    }
}
