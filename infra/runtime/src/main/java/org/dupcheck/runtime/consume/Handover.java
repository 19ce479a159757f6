package org.dupcheck.runtime.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Partitions that come and go. Kafka calls it on the poll thread, within poll and close. */
final class Handover implements ConsumerRebalanceListener {
    /** How long work that was told to stop may take to notice. */
    static final Duration CANCEL_GRACE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final Consumer<?, ?> consumer;
    private final Intake intake;
    private final Committer committer;
    private final Duration drainTimeout;

    Handover(Consumer<?, ?> consumer, Intake intake, Committer committer, Duration drainTimeout) {
        this.consumer = consumer;
        this.intake = intake;
        this.committer = committer;
        this.drainTimeout = drainTimeout;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOG.info("assigned {}", partitions);
        intake.assign(partitions);
    }

    /**
     * Waits for what runs, with a bound; heartbeats go on meanwhile from Kafka's own thread. What was given up before, as
     * when the loop stops or joins again, was waited for then.
     */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        Set<TopicPartition> partitions = new HashSet<>(revoked);
        partitions.retainAll(intake.assigned());
        if (partitions.isEmpty()) {
            return;
        }
        int left = intake.drain(partitions, drainTimeout, CANCEL_GRACE);
        committer.commitNow(consumer, partitions);
        intake.forget(partitions);
        LOG.info("gave up {}, {} records still being worked on", partitions, left);
    }

    /** They have another owner already: nothing may be committed. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn("lost {}", partitions);
        intake.forget(partitions);
        committer.forget(partitions);
    }
}
