package org.dupcheck.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.dupcheck.embedded.LaunchException;

/**
 * Topics under a prefix that no other test uses, and what is in them. Thread-safe.
 *
 * <p>As a parameter of a test's methods ({@link DupcheckServices}) or made by {@link #on}.
 */
public final class TestTopics implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 30;
    private static final int RETRY_MILLIS = 10;
    private static final Duration POLL = Duration.ofMillis(50);

    private final String bootstrapServers;
    private final String prefix = "test-" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final Admin admin;

    private TestTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** Topics on the Kafka with these addresses. */
    public static TestTopics on(String bootstrapServers) {
        return new TestTopics(bootstrapServers);
    }

    /** What all names begin with, such as {@code test-1f3a90c2.}: to be used as the topic prefix of the settings. */
    public String prefix() {
        return prefix;
    }

    /** Makes a topic that deletes old records, as by default, and returns its full name. */
    public String create(String name, int partitions) {
        return create(name, partitions, Map.of());
    }

    /**
     * Makes a topic and returns its full name once all of its partitions take records.
     *
     * @param name what follows the prefix
     * @param configs the topic's settings, such as {@code cleanup.policy}
     */
    public String create(String name, int partitions, Map<String, String> configs) {
        create(List.of(name), partitions, configs);
        return prefix + name;
    }

    /** Makes topics that are alike, in the time of one. */
    public void create(Collection<String> names, int partitions, Map<String, String> configs) {
        List<String> topics = names.stream().map(name -> prefix + name).toList();
        List<NewTopic> wanted = topics.stream()
                .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs))
                .toList();
        try {
            admin.createTopics(wanted).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            awaitLeaders(topics, partitions);
        } catch (ExecutionException | TimeoutException e) {
            throw new LaunchException("cannot make the topics " + topics, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while making the topics " + topics, e);
        }
    }

    /**
     * A topic is made known before all of its partitions take records. A producer that meets one in between has a first
     * batch refused and a later one taken, whereupon Kafka starts its numbering anew and may write the later one twice.
     */
    private void awaitLeaders(List<String> topics, int partitions)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String topic : topics) {
            for (int partition = 0; partition < partitions; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (true) {
            try {
                admin.listOffsets(ends).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                // the client waits for leaders by itself, but not for the topic
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    /** All records that are in the topic now, by partition and offset. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = assign(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            return poll(
                    consumer,
                    Duration.ofSeconds(TIMEOUT_SECONDS),
                    records -> ends.entrySet().stream()
                            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
        }
    }

    /**
     * Reads the topic from its start until the condition holds for all records read so far.
     *
     * @param topic a full name
     * @throws LaunchException if it does not come to hold within the timeout; says how many records there were
     */
    public List<ConsumerRecord<String, byte[]>> readUntil(
            String topic, Duration timeout, Predicate<List<ConsumerRecord<String, byte[]>>> condition) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            assign(consumer, topic);
            return poll(consumer, timeout, condition);
        }
    }

    private static List<ConsumerRecord<String, byte[]>> poll(
            KafkaConsumer<String, byte[]> consumer,
            Duration timeout,
            Predicate<List<ConsumerRecord<String, byte[]>>> condition) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long start = System.nanoTime();
        while (!condition.test(records)) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                throw new LaunchException("after " + timeout.toMillis() + " ms the records of " + consumer.assignment()
                        + " are not as wanted: there are " + records.size());
            }
            consumer.poll(POLL).forEach(records::add);
        }
        return records;
    }

    private static List<TopicPartition> assign(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
