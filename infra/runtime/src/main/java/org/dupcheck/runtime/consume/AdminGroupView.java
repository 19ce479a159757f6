package org.dupcheck.runtime.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks by an admin client of its own: it shares no connection and no state with the consumer it looks at. A partition or a
 * topic that does not answer is left out; what is known of the others stands.
 */
final class AdminGroupView implements GroupView {
    private static final Logger LOG = LoggerFactory.getLogger(AdminGroupView.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ListOffsetsOptions COMMITTED =
            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs((int) TIMEOUT.toMillis());

    private final Admin admin;
    private final String groupId;
    private final Collection<String> topics;

    AdminGroupView(Admin admin, String groupId, Collection<String> topics) {
        this.admin = admin;
        this.groupId = groupId;
        this.topics = List.copyOf(topics);
    }

    @Override
    public Map<TopicPartition, Log> look() {
        List<TopicPartition> partitions = partitions();
        // asked before the ends: what is committed meanwhile must not lie beyond them
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata());
        ListOffsetsResult earliest = offsets(partitions, OffsetSpec.earliest());
        ListOffsetsResult ends = offsets(partitions, OffsetSpec.latest());
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        Map<TopicPartition, Log> logs = new HashMap<>();
        @Nullable KafkaException failure = null;
        for (TopicPartition partition : partitions) {
            try {
                long first = get(earliest.partitionResult(partition), deadline).offset();
                long end = get(ends.partitionResult(partition), deadline).offset();
                OffsetAndMetadata offset = committed.get(partition);
                OptionalLong done = offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
                logs.put(partition, new Log(first, end, done));
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                failure = leftOut(partition, e);
            }
        }
        if (logs.isEmpty() && failure != null) {
            throw failure;
        }
        return logs;
    }

    /** One that fails is left out (it has no leader, say); where none is left, nobody answers. */
    private static KafkaException leftOut(Object what, KafkaException failure) {
        LOG.debug("{} cannot be looked at: {}", what, failure.toString());
        return failure;
    }

    private List<TopicPartition> partitions() {
        Map<String, KafkaFuture<TopicDescription>> descriptions =
                admin.describeTopics(topics).topicNameValues();
        List<TopicPartition> partitions = new ArrayList<>();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        @Nullable KafkaException failure = null;
        for (KafkaFuture<TopicDescription> description : descriptions.values()) {
            try {
                TopicDescription topic = get(description, deadline);
                topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                failure = leftOut("a topic of " + groupId, e);
            }
        }
        if (partitions.isEmpty() && failure != null) {
            throw failure;
        }
        return partitions;
    }

    private ListOffsetsResult offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        return admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)), COMMITTED);
    }

    private static <T> T get(KafkaFuture<T> future) {
        return get(future, System.nanoTime() + TIMEOUT.toNanos());
    }

    /** Of what is done already, whatever the time. */
    private static <T> T get(KafkaFuture<T> future, long deadlineNanos) {
        try {
            return future.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("no answer within " + TIMEOUT, e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(TIMEOUT);
    }
}
