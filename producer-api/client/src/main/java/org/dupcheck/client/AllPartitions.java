package org.dupcheck.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Has all partitions for itself, without a group; the place is in memory, so that an outage makes no gap. */
final class AllPartitions implements Membership {
    private final String topic;

    /** The next offset of each partition: where to go on after the consumer had to be replaced. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Whether every partition there was at the start has its place. */
    private boolean placed;

    AllPartitions(String topic) {
        this.topic = topic;
    }

    /** Takes all partitions: at the end the first time, later where it was; those added since, from their beginning. */
    @Override
    public void join(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, REQUEST_TIMEOUT).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        Map<TopicPartition, Long> reached = new HashMap<>();
        // those that it has already go on where the consumer is, which is ahead of what is finished
        consumer.assignment().forEach(partition -> reached.put(partition, consumer.position(partition)));
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long position = reached.getOrDefault(partition, positions.get(partition));
            if (position != null) {
                consumer.seek(partition, position);
                continue;
            }
            if (placed) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seekToEnd(List.of(partition));
            }
            positions.put(partition, consumer.position(partition, REQUEST_TIMEOUT));
        }
        placed = true;
    }

    /** Where partitions were added, it takes them too. */
    @Override
    public void refresh(Consumer<byte[], byte[]> consumer) {
        if (consumer.partitionsFor(topic).size() > consumer.assignment().size()) {
            join(consumer);
        }
    }

    @Override
    public void keep(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> positions.put(partition, offset.offset()));
    }

    @Override
    public void leave(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        keep(consumer, offsets);
    }
}
