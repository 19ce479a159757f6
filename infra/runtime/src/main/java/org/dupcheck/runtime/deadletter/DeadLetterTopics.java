package org.dupcheck.runtime.deadletter;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dupcheck.runtime.deadletter.DeadRecord.Place;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.dupcheck.runtime.kafka.KafkaRecordPublisher;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;

/**
 * Looks into topics of dead letters, and publishes what lies there once more. Each look is a consumer of its own that
 * belongs to no group and commits nothing, so it takes nothing away from anybody. Thread-safe.
 */
public final class DeadLetterTopics implements AutoCloseable {
    private static final String CLIENT = "dupcheck-dead-letter-look";
    private static final Comparator<DeadRecord> NEWEST_FIRST = Comparator.comparing(DeadRecord::arrivedAt)
            .thenComparing(found -> found.place().topic())
            .thenComparing(found -> found.place().partition())
            .thenComparing(found -> found.place().offset())
            .reversed();

    private final KafkaSettings settings;
    private final String suffix;
    private final MeterRegistry meters;
    private final Bounds bounds;
    private @Nullable KafkaRecordPublisher publisher;

    /** What one look may take: time, and bytes that come over the wire, about. */
    record Bounds(Duration time, long bytes) {
        static final Bounds DEFAULT = new Bounds(Duration.ofSeconds(5), 64L << 20);
    }

    DeadLetterTopics(KafkaSettings settings, String suffix, MeterRegistry meters, Bounds bounds) {
        this.settings = settings;
        this.suffix = suffix;
        this.meters = meters;
        this.bounds = bounds;
    }

    /**
     * Connects only when it is used.
     *
     * @param suffix that a topic's name has for its dead letters
     */
    public static DeadLetterTopics of(KafkaSettings settings, String suffix, MeterRegistry meters) {
        return new DeadLetterTopics(settings, suffix, meters, Bounds.DEFAULT);
    }

    /**
     * Some dead letters.
     *
     * @param records the newest first
     * @param hasMore whether older ones were left out, for their number or because reading them would take too long
     */
    public record Newest(List<DeadRecord> records, boolean hasMore) {
        public Newest {
            records = List.copyOf(records);
        }
    }

    /** One dead letter with all that it holds. */
    public static final class Whole {
        private final ConsumerRecord<byte[], byte[]> found;

        Whole(ConsumerRecord<byte[], byte[]> found) {
            this.found = found;
        }

        public DeadRecord told() {
            return DeadRecord.of(found);
        }

        /** Null for a tombstone. */
        public byte @Nullable [] value() {
            return found.value();
        }
    }

    /**
     * The newest dead letters, read from the end of each topic; what is in them is not kept.
     *
     * @param topics of dead letters; one that is not there has none
     * @param since the broker's time
     * @param wanted which of them count
     * @param limit at least 1
     * @throws RetryLaterException where the brokers do not answer in time, or do not let us read
     */
    public Newest newest(Collection<String> topics, Instant since, Predicate<DeadRecord> wanted, int limit) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            BackwardReading reading = new BackwardReading(consumer, wanted, limit, bounds);
            topics.forEach(topic -> reading.topic(topic, since));
            List<DeadRecord> found = new ArrayList<>(reading.found());
            found.sort(NEWEST_FIRST);
            boolean hasMore = reading.hasMore() || found.size() > limit;
            return new Newest(found.subList(0, Math.min(limit, found.size())), hasMore);
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    /**
     * How many lie in some topics, by their first and last offsets: nothing is read.
     *
     * @param topics of dead letters; one that is not there has none
     * @throws RetryLaterException as {@link #newest}
     */
    public long count(Collection<String> topics) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : topics) {
                List<PartitionInfo> found = consumer.partitionsFor(topic);
                if (found != null) {
                    found.forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
                }
            }
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - first.getOrDefault(end.getKey(), end.getValue()))
                    .sum();
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    /**
     * The dead letter at a place; empty where there is none, or no longer.
     *
     * @throws RetryLaterException as {@link #newest}
     */
    public Optional<Whole> find(Place place) {
        try (KafkaConsumer<byte[], byte[]> consumer = open()) {
            return new BackwardReading(consumer, any -> true, 1, bounds)
                    .at(place)
                    .map(Whole::new);
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    private static RetryLaterException away(KafkaException e) {
        return new RetryLaterException("the dead letters cannot be read for now: " + e.getMessage(), e);
    }

    /**
     * Publishes a dead letter to the topic that it came from: key, value and headers as they came there first, so that its
     * consumer cannot tell the two apart.
     *
     * @return completes once all replicas in sync have it; fails as {@link KafkaRecordPublisher#publish} does
     * @throws IllegalArgumentException where it does not lie in a topic of dead letters
     */
    public CompletableFuture<Void> replay(Whole dead) {
        ConsumerRecord<byte[], byte[]> found = dead.found;
        ProducerRecord<byte[], byte[]> again =
                new ProducerRecord<>(sourceOf(found.topic()), null, found.key(), found.value());
        for (Header header : found.headers()) {
            if (!ErrorHeaders.isOne(header.key())) {
                again.headers().add(header);
            }
        }
        return publisher().publish(again);
    }

    /**
     * The topic that dead letters come from. By the name of theirs, as a header may say anything.
     *
     * @throws IllegalArgumentException where it is no topic of dead letters
     */
    public String sourceOf(String topic) {
        if (!topic.endsWith(suffix)) {
            throw new IllegalArgumentException(topic + " is no topic of dead letters");
        }
        return topic.substring(0, topic.length() - suffix.length());
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(
                KafkaProperties.looker(settings, CLIENT, bounds.time()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private synchronized KafkaRecordPublisher publisher() {
        if (publisher == null) {
            publisher = KafkaRecordPublisher.open(settings, "dupcheck-dead-letter-replay", meters);
        }
        return publisher;
    }

    @Override
    public synchronized void close() {
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
    }
}
