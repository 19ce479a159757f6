package org.dupcheck.app.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.failure.Reason;

/**
 * Takes the offsets of consumer groups back to a point in time. It never moves an offset forward, for that would leave
 * records unread, and leaves a partition alone of which nothing was ever committed.
 */
final class OffsetRewind {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Admin admin;

    OffsetRewind(Admin admin) {
        this.admin = admin;
    }

    /** One partition's way back; {@code to} is at most {@code from}. */
    record Step(String group, TopicPartition partition, long from, long to) {}

    /** Who is in the group now, by client id and host; empty for a group that does not exist. */
    List<String> members(String group) {
        try {
            return get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                    .flatMap(description -> description.members().stream())
                    .map(member -> member.clientId() + " on " + member.host())
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw failed(e);
        }
    }

    /** What there is to do, by topic and partition; {@code time} is compared with the broker's time of each record. */
    List<Step> plan(String group, Instant time) {
        try {
            Map<TopicPartition, Long> committed =
                    new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
            get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((TopicPartition partition, OffsetAndMetadata offset) -> {
                        if (offset != null) {
                            committed.put(partition, offset.offset());
                        }
                    });
            Map<TopicPartition, Long> found = offsets(committed, OffsetSpec.forTimestamp(time.toEpochMilli()));
            Map<TopicPartition, Long> ends = offsets(committed, OffsetSpec.latest());
            List<Step> steps = new ArrayList<>();
            committed.forEach((partition, from) -> {
                long later = found.getOrDefault(partition, -1L);
                long to = later >= 0 ? later : ends.getOrDefault(partition, from);
                steps.add(new Step(group, partition, from, Math.min(from, to)));
            });
            return steps;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of();
            }
            throw failed(e);
        }
    }

    /** Sets one group's offsets; Kafka refuses it where somebody has joined the group since. */
    void apply(String group, List<Step> steps) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Step step : steps) {
            if (step.to() < step.from()) {
                offsets.put(step.partition(), new OffsetAndMetadata(step.to()));
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            get(admin.alterConsumerGroupOffsets(group, offsets).all());
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, Long> of, OffsetSpec spec) throws ExecutionException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        of.keySet().forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked).all())
                .forEach((TopicPartition partition, ListOffsetsResultInfo info) ->
                        offsets.put(partition, info.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UserFaultException("Kafka does not answer within " + TIMEOUT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted", e);
        }
    }

    private static UserFaultException failed(ExecutionException e) {
        return new UserFaultException("Kafka refuses: " + Reason.of(e), e);
    }
}
