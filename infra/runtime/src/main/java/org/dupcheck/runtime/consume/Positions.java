package org.dupcheck.runtime.consume;

import java.time.Duration;
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
 *
 * <p>The poll alone asks for committed offsets. A second caller that asks for the same ones while the member's epoch is
 * stale makes clients before 4.4.0 spin for ever (KAFKA-20765).
 */
final class Positions {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Intake intake;
    private final Committer committer;
    private final ConsumeMeters meters;

    Positions(Intake intake, Committer committer, ConsumeMeters meters) {
        this.intake = intake;
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

    /**
     * A group starts at the oldest record there is, so nothing is missed. The position is committed at once: the group's
     * start stays where it is, whenever the first record comes.
     */
    private void start(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        seek(consumer, consumer.beginningOffsets(partitions, TIMEOUT));
        LOG.info("first start, at the earliest, on {}", partitions);
    }

    /** Retention was quicker than this group, or the log was cut: what is left is read, from the beginning of it. */
    private void restart(Consumer<?, ?> consumer, Map<TopicPartition, Long> offsets) {
        LOG.error("offsets {} are not in the log any more: records may be missed; reading on at the earliest", offsets);
        meters.offsetReset();
        intake.forget(offsets.keySet());
        committer.forget(offsets.keySet());
        intake.assign(offsets.keySet());
        seek(consumer, consumer.beginningOffsets(offsets.keySet(), TIMEOUT));
    }

    private static void seek(Consumer<?, ?> consumer, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            consumer.seek(partition, offset);
            commits.put(partition, new OffsetAndMetadata(offset));
        });
        consumer.commitSync(commits, TIMEOUT);
    }
}
