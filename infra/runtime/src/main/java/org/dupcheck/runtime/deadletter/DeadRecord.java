package org.dupcheck.runtime.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be processed, without what is in it. Anybody may have written to the topic: what a header does
 * not say, or says in another form, is missing here.
 *
 * @param key as text; null where there is none
 * @param code a short name of the fault; empty where none is told
 * @param path the field at fault; empty where the whole record is
 * @param message for people; empty where none is told
 * @param sourcePartition of the source topic; null where none is told
 * @param sourceOffset null where none is told
 * @param attempts how often it was tried; 0 where it is not told
 * @param arrivedAt the broker's time of the dead letter
 * @param bytes of key and value
 */
public record DeadRecord(
        Place place,
        @Nullable String key,
        String code,
        String path,
        String message,
        @Nullable Long sourcePartition,
        @Nullable Long sourceOffset,
        long attempts,
        @Nullable Instant failedAt,
        Instant arrivedAt,
        long bytes) {
    /** Where it lies. */
    public record Place(String topic, int partition, long offset) {}

    static DeadRecord of(ConsumerRecord<byte[], byte[]> found) {
        Long attempts = number(found, ErrorHeaders.ATTEMPTS);
        return new DeadRecord(
                new Place(found.topic(), found.partition(), found.offset()),
                found.key() == null ? null : new String(found.key(), StandardCharsets.UTF_8),
                text(found, ErrorHeaders.CODE),
                text(found, ErrorHeaders.PATH),
                text(found, ErrorHeaders.MESSAGE),
                number(found, ErrorHeaders.SOURCE_PARTITION),
                number(found, ErrorHeaders.SOURCE_OFFSET),
                attempts == null ? 0 : attempts,
                time(text(found, ErrorHeaders.FAILED_AT)),
                Instant.ofEpochMilli(found.timestamp()),
                bytes(found));
    }

    static long bytes(ConsumerRecord<byte[], byte[]> found) {
        return (long) Math.max(0, found.serializedKeySize()) + Math.max(0, found.serializedValueSize());
    }

    /** The last of that name is ours: its source may have come with one of its own. */
    private static String text(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable Long number(ConsumerRecord<byte[], byte[]> found, String name) {
        try {
            return Long.valueOf(text(found, name));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
