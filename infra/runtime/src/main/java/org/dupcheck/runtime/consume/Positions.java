package org.dupcheck.runtime.consume;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where to read where Kafka does not know: with {@code auto.offset.reset=none} it asks by an exception rather than guess.
 * On the poll thread only.
 */
final class Positions {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private final ConsumeSettings.FirstStart firstStart;
    private final Dispatcher dispatcher;
    private final Committer committer;
    private final ConsumeMeters meters;

    Positions(ConsumeSettings.FirstStart firstStart, Dispatcher dispatcher, Committer committer, ConsumeMeters meters) {
        this.firstStart = firstStart;
        this.dispatcher = dispatcher;
        this.committer = committer;
        this.meters = meters;
    }

    /** @return whether the exception was such a question, and has been answered */
    boolean mend(Consumer<?, ?> consumer, RuntimeException e) {
        if (e instanceof NoOffsetForPartitionException none) {
            start(consumer, none.partitions());
            return true;
        }
        if (e instanceof OffsetOutOfRangeException gone) {
            restart(consumer, gone.offsetOutOfRangePartitions());
            return true;
        }
        return false;
    }

    /** The position is committed at once: the group's start stays where it is, whenever the first record comes. */
    private void start(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        if (firstStart == ConsumeSettings.FirstStart.EARLIEST) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        commitPositions(consumer, partitions);
        LOG.info("first start, {}, on {}", firstStart, partitions);
    }

    /** Retention was quicker than this group, or the log was cut: what is left is read, from the beginning of it. */
    private void restart(Consumer<?, ?> consumer, Map<TopicPartition, Long> offsets) {
        LOG.error("offsets {} are not in the log any more: records may be missed; reading on at the earliest", offsets);
        meters.offsetReset();
        dispatcher.forget(offsets.keySet());
        committer.forget(offsets.keySet());
        dispatcher.assign(offsets.keySet());
        consumer.seekToBeginning(offsets.keySet());
        commitPositions(consumer, offsets.keySet());
    }

    private static void commitPositions(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        partitions.forEach(partition -> positions.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        consumer.commitSync(positions);
    }
}
