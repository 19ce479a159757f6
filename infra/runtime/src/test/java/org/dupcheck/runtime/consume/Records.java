package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Consumed records as tests need them. */
final class Records {
    static final TopicPartition P0 = new TopicPartition("topic", 0);
    static final TopicPartition P1 = new TopicPartition("topic", 1);

    private Records() {}

    static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, String key, String value) {
        byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
        byte[] valueBytes = value == null ? null : value.getBytes(UTF_8);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                1_700_000_000_000L,
                TimestampType.LOG_APPEND_TIME,
                keyBytes == null ? -1 : keyBytes.length,
                valueBytes == null ? -1 : valueBytes.length,
                keyBytes,
                valueBytes,
                new RecordHeaders(),
                Optional.of(7));
    }
}
