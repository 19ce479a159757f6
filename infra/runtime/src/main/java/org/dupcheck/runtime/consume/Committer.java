package org.dupcheck.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what the ledgers say may be: at an interval without waiting, and at a revoke or a stop with waiting. On the
 * poll thread only (Kafka calls back there too). A commit that fails is made up for by the next one: offsets only grow.
 */
final class Committer {
    static final Duration INTERVAL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(5);

    private final Intake intake;
    private final Clock clock;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private long lastMillis;
    private boolean underWay;

    Committer(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /** A new consumer: what the old one had under way will not be heard of. */
    void reset() {
        committed.clear();
        underWay = false;
    }

    /** One commit at a time is under way, so that an outage does not pile them up. */
    void commitDue(Consumer<?, ?> consumer) {
        long now = clock.millis();
        if (underWay || Math.abs(now - lastMillis) < INTERVAL.toMillis()) {
            return;
        }
        lastMillis = now;
        Map<TopicPartition, OffsetAndMetadata> due = due(intake.assigned());
        if (due.isEmpty()) {
            return;
        }
        underWay = true;
        consumer.commitAsync(due, (offsets, failure) -> {
            underWay = false;
            if (failure == null) {
                committed.putAll(offsets);
            } else {
                LOG.debug("commit of {} is made up for later: {}", offsets, failure.toString());
            }
        });
    }

    /** Before the partitions go. Where it fails, their next owner repeats what was done since the last commit. */
    void commitNow(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> due = due(partitions);
        if (!due.isEmpty()) {
            try {
                consumer.commitSync(due, SYNC_TIMEOUT);
            } catch (RuntimeException e) {
                LOG.warn("offsets {} are not committed and will be repeated: {}", due, e.toString());
            }
        }
        committed.keySet().removeAll(partitions);
    }

    void forget(Collection<TopicPartition> partitions) {
        committed.keySet().removeAll(partitions);
    }

    private Map<TopicPartition, OffsetAndMetadata> due(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> due = intake.committable(partitions);
        due.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
        return due;
    }
}
