package org.dupcheck.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shares the partitions with the group's other members; the place is a committed offset. */
final class GroupMembership implements Membership {
    private static final Logger log = LoggerFactory.getLogger(GroupMembership.class);

    private final String topic;
    private final PendingRecords pending;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private boolean underWay;

    GroupMembership(String topic, PendingRecords pending) {
        this.topic = topic;
        this.pending = pending;
    }

    @Override
    public void join(Consumer<byte[], byte[]> consumer) {
        committed.clear();
        underWay = false;
        consumer.subscribe(List.of(topic), new Handover(consumer));
    }

    @Override
    public void refresh(Consumer<byte[], byte[]> consumer) {
        // the brokers tell of partitions that were added
    }

    /** One commit at a time is under way, so that an outage does not pile them up; the next one makes up for one that fails. */
    @Override
    public void keep(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> due = due(offsets);
        if (underWay || due.isEmpty()) {
            return;
        }
        underWay = true;
        consumer.commitAsync(due, (done, failure) -> {
            underWay = false;
            if (failure == null) {
                committed.putAll(done);
            } else {
                log.debug("the commit of {} is made up for later: {}", done, failure.toString());
            }
        });
    }

    @Override
    public void leave(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> due = due(offsets);
        if (due.isEmpty()) {
            return;
        }
        try {
            commit(consumer, due);
        } catch (RuntimeException e) {
            log.warn("{} is not committed and will be repeated: {}", due, e.toString());
        }
    }

    /** A call to close the listener wakes the consumer up; the commit that is due all the same is made once more. */
    private void commit(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> due) {
        try {
            consumer.commitSync(due, REQUEST_TIMEOUT);
        } catch (WakeupException e) {
            consumer.commitSync(due, REQUEST_TIMEOUT);
        }
        committed.putAll(due);
    }

    private Map<TopicPartition, OffsetAndMetadata> due(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>(offsets);
        due.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
        return due;
    }

    /** Kafka calls it within a poll or a close, on the listener's thread: no callback is running. */
    private final class Handover implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        private Handover(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            onPartitionsLost(partitions); // of an earlier time, should there be any
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> offsets = pending.committable();
            offsets.keySet().retainAll(partitions);
            leave(consumer, offsets);
            onPartitionsLost(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            pending.drop(partitions);
            committed.keySet().removeAll(partitions);
        }
    }
}
