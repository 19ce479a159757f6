package org.dupcheck.client;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Which partitions a listener has, and where its place in them is kept. On the listener's thread only. */
interface Membership {
    /** The longest that a question to the brokers may take. */
    Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    /** With a new consumer. */
    void join(Consumer<byte[], byte[]> consumer);

    /** Before each poll. */
    void refresh(Consumer<byte[], byte[]> consumer);

    /** Keeps the place, without waiting. */
    void keep(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets);

    /** Keeps the place for good, before the consumer is closed. */
    void leave(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets);
}
