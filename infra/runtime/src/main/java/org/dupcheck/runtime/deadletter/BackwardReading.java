package org.dupcheck.runtime.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.dupcheck.runtime.deadletter.DeadRecord.Place;
import org.jspecify.annotations.Nullable;

/**
 * One look, from the end of each partition backwards, a few records at a time: so what comes first is the newest, however
 * large the records are and wherever the look has to end. Belongs to one thread.
 */
final class BackwardReading {
    private static final int STEP = 10;
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Predicate<DeadRecord> wanted;
    private final int limit;
    private final long deadlineNanos;
    private final List<DeadRecord> found = new ArrayList<>();
    private long bytesLeft;
    private boolean hasMore;

    BackwardReading(
            KafkaConsumer<byte[], byte[]> consumer,
            Predicate<DeadRecord> wanted,
            int limit,
            DeadLetterTopics.Bounds bounds) {
        this.consumer = consumer;
        this.wanted = wanted;
        this.limit = limit;
        this.deadlineNanos = System.nanoTime() + bounds.time().toNanos();
        this.bytesLeft = bounds.bytes();
    }

    /** Of all topics so far, at most the limit of each partition. */
    List<DeadRecord> found() {
        return found;
    }

    boolean hasMore() {
        return hasMore;
    }

    void topic(String topic, Instant since) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions != null) {
            partitions.forEach(one -> partition(new TopicPartition(topic, one.partition()), since));
        }
    }

    private void partition(TopicPartition partition, Instant since) {
        OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, Math.max(0, since.toEpochMilli())))
                .get(partition);
        if (first == null) {
            return;
        }
        long begin = first.offset();
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, begin);
        int taken = 0;
        while (end > begin && taken < limit && bytesLeft > 0) {
            long from = Math.max(begin, end - STEP);
            List<ConsumerRecord<byte[], byte[]>> step = read(partition, from, end);
            if (step == null) {
                hasMore = true;
                return;
            }
            for (int i = step.size() - 1; i >= 0 && taken < limit; i--) {
                DeadRecord record = DeadRecord.of(step.get(i));
                if (wanted.test(record)) {
                    found.add(record);
                    taken++;
                    hasMore |= taken == limit && i > 0;
                }
            }
            end = from;
        }
        hasMore |= end > begin;
    }

    /** Those from an offset on to another one; null where there was no time for all of them. */
    private @Nullable List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long from, long to) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(STEP);
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            if (System.nanoTime() > deadlineNanos) {
                return null;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                bytesLeft -= DeadRecord.bytes(record);
                if (record.offset() < to) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    Optional<ConsumerRecord<byte[], byte[]>> at(Place place) {
        TopicPartition partition = new TopicPartition(place.topic(), place.partition());
        List<PartitionInfo> partitions = consumer.partitionsFor(place.topic());
        boolean isThere =
                partitions != null && partitions.stream().anyMatch(one -> one.partition() == place.partition());
        if (!isThere
                || place.offset()
                        < consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L)
                || place.offset() >= consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L)) {
            return Optional.empty();
        }
        List<ConsumerRecord<byte[], byte[]>> read = read(partition, place.offset(), place.offset() + 1);
        if (read == null) {
            throw new TimeoutException("no answer in time");
        }
        return read.stream().filter(record -> record.offset() == place.offset()).findFirst();
    }
}
