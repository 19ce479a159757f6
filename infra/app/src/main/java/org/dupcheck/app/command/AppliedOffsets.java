package org.dupcheck.app.command;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.dupcheck.runtime.kafka.KafkaSettings;

/**
 * Tells how far a consumer group has come. What it has committed it has done: the reference set holds every event below
 * the group's offsets, also one that changed nothing and so is not seen in the corpus version.
 */
final class AppliedOffsets implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Admin admin;
    private final String groupId;

    private AppliedOffsets(Admin admin, String groupId) {
        this.admin = admin;
        this.groupId = groupId;
    }

    static AppliedOffsets open(KafkaSettings kafka, String groupId) {
        return new AppliedOffsets(Admin.create(KafkaProperties.admin(kafka, "dupcheck-applied-offsets")), groupId);
    }

    /**
     * Waits until the group has done everything before these offsets.
     *
     * @throws UserFaultException where that takes longer than the timeout
     */
    void await(Map<TopicPartition, Long> ends, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (!reached(ends)) {
                if (System.nanoTime() > deadline) {
                    throw new UserFaultException("everything is in Kafka, but the reference set does not have it all"
                            + " after " + timeout.toSeconds() + " s; is a node with the role corpus-sync running?");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while waiting for the reference set", e);
        } catch (ExecutionException e) {
            throw new UserFaultException("Kafka does not tell the offsets of " + groupId + ": " + Reason.of(e), e);
        }
    }

    private boolean reached(Map<TopicPartition, Long> ends) throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(groupId)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
