package org.dupcheck.runtime.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.jspecify.annotations.Nullable;

/** Creates the topics that are missing and says in what way the others are not as they must be; alters none. */
public final class TopicSetup implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Admin admin;
    private final Duration timeout;

    TopicSetup(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /** @param timeout for each question to the brokers */
    public static TopicSetup open(KafkaSettings settings, String clientId, Duration timeout) {
        return new TopicSetup(Admin.create(KafkaProperties.admin(settings, clientId)), timeout);
    }

    /**
     * Creates what is missing, then verifies all; returns once the created topics take records. Several nodes may do it at
     * once.
     *
     * @throws RetryLaterException where the brokers are away, or refuse to create (the message says why)
     */
    public List<TopicFinding> ensure(Collection<TopicSpec> specs) {
        Map<String, TopicDescription> existing = describe(specs);
        List<TopicSpec> missing = specs.stream()
                .filter(spec -> !existing.containsKey(spec.name()))
                .toList();
        if (!missing.isEmpty()) {
            create(missing);
            awaitVisible(missing);
        }
        return verify(specs);
    }

    /** As {@link #ensure}, but creates nothing: a missing topic is a finding. */
    public List<TopicFinding> verify(Collection<TopicSpec> specs) {
        Map<String, TopicDescription> topics = describe(specs);
        Map<String, Config> configs = configs(topics.keySet());
        List<TopicFinding> findings = new ArrayList<>();
        for (TopicSpec spec : specs) {
            TopicDescription topic = topics.get(spec.name());
            Config config = configs.get(spec.name());
            if (topic == null || config == null) {
                findings.add(new TopicFinding(
                        spec.name(), TopicFinding.MISSING, "create it, or allow this program to create topics"));
            } else {
                comparePartitions(spec, topic).ifPresent(findings::add);
                compareConfig(spec, config, findings);
            }
        }
        return List.copyOf(findings);
    }

    /**
     * What would keep {@link #ensure} from creating the topics that are missing, such as a replication factor that the
     * brokers cannot meet, or a missing right. Asks the brokers, and creates nothing.
     *
     * @throws RetryLaterException where the brokers are away
     */
    public List<TopicFinding> rehearse(Collection<TopicSpec> specs) {
        Map<String, TopicDescription> existing = describe(specs);
        List<NewTopic> missing = specs.stream()
                .filter(spec -> !existing.containsKey(spec.name()))
                .map(TopicSetup::newTopic)
                .toList();
        List<TopicFinding> findings = new ArrayList<>();
        CreateTopicsOptions onlyAsk =
                new CreateTopicsOptions().validateOnly(true).timeoutMs((int) timeout.toMillis());
        admin.createTopics(missing, onlyAsk).values().forEach((name, created) -> {
            try {
                await(created);
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                if (!(cause instanceof TopicExistsException)) {
                    findings.add(new TopicFinding(
                            name, "cannot be created: " + (cause == null ? e : cause).getMessage(), remedy(cause)));
                }
            }
        });
        return List.copyOf(findings);
    }

    private static String remedy(@Nullable Throwable refusal) {
        if (refusal instanceof InvalidReplicationFactorException) {
            return "set dupcheck.topics.replication-factor (DUPCHECK_TOPICS_REPLICATION_FACTOR) to no more than there are"
                    + " brokers, or start more brokers";
        }
        return refusal instanceof AuthorizationException
                ? "allow this user to create it (ACL operation CREATE), or have an administrator create it"
                : "see the brokers' log, and the settings dupcheck.topics.*";
    }

    private static NewTopic newTopic(TopicSpec spec) {
        return new NewTopic(spec.name(), Optional.of(spec.partitions()), replication(spec.replicationFactor()))
                .configs(spec.config());
    }

    private static Optional<TopicFinding> comparePartitions(TopicSpec spec, TopicDescription topic) {
        int partitions = topic.partitions().size();
        if (partitions == spec.partitions()) {
            return Optional.empty();
        }
        // more partitions later would move keys to other partitions and break the order within a key
        return Optional.of(new TopicFinding(
                spec.name(),
                "has " + partitions + " partitions, " + spec.partitions() + " expected",
                "set the expected number to " + partitions + ", or make the topic again while it is empty"));
    }

    private static void compareConfig(TopicSpec spec, Config config, List<TopicFinding> findings) {
        spec.config().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(expected -> {
            ConfigEntry entry = config.get(expected.getKey());
            String actual = entry == null || entry.value() == null ? "" : entry.value();
            if (!actual.equals(expected.getValue())) {
                findings.add(new TopicFinding(
                        spec.name(),
                        expected.getKey() + " is '" + actual + "', '" + expected.getValue() + "' expected",
                        "kafka-configs.sh --alter --topic " + spec.name() + " --add-config " + expected.getKey() + "="
                                + (expected.getValue().contains(",")
                                        ? "[" + expected.getValue() + "]"
                                        : expected.getValue())));
            }
        });
    }

    private void create(List<TopicSpec> missing) {
        List<NewTopic> topics = missing.stream().map(TopicSetup::newTopic).toList();
        admin.createTopics(topics).values().forEach((name, created) -> {
            try {
                await(created);
            } catch (ExecutionException e) {
                // another node was quicker: what it made is verified like any other
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failed("create topic " + name, e);
                }
            }
        });
    }

    private static Optional<Short> replication(short factor) {
        return factor == TopicSpec.BROKER_DEFAULT ? Optional.empty() : Optional.of(factor);
    }

    private void awaitVisible(List<TopicSpec> created) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<String, TopicDescription> seen = describe(created);
        while (seen.size() < created.size() || !takeRecords(seen)) {
            if (System.nanoTime() > deadline) {
                throw new RetryLaterException("topics were created but cannot be seen", new TimeoutException());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            seen = describe(created);
        }
    }

    /**
     * Whether all partitions have leaders that answer for them. A topic is made known before that, and a producer that meets
     * a partition in between has its first batches refused, holds them back, and may let them expire or write one twice.
     */
    private boolean takeRecords(Map<String, TopicDescription> topics) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        topics.forEach((name, topic) -> topic.partitions()
                .forEach(partition -> ends.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        try {
            await(admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs((int) timeout.toMillis()))
                    .all());
            return true;
        } catch (ExecutionException e) {
            // the client waits for leaders by itself, but not for the topic
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failed("ask for the leaders of new topics", e);
        }
    }

    private Map<String, TopicDescription> describe(Collection<TopicSpec> specs) {
        List<String> names = specs.stream().map(TopicSpec::name).toList();
        Map<String, TopicDescription> found = new HashMap<>();
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs((int) timeout.toMillis());
        admin.describeTopics(names, options).topicNameValues().forEach((name, description) -> {
            try {
                found.put(name, await(description));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed("describe topic " + name, e);
                }
            }
        });
        return found;
    }

    private Map<String, Config> configs(Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Config> found = new HashMap<>();
        admin.describeConfigs(resources).values().forEach((resource, config) -> {
            try {
                found.put(resource.name(), await(config));
            } catch (ExecutionException e) {
                throw failed("describe the configuration of topic " + resource.name(), e);
            }
        });
        return found;
    }

    private <T> T await(KafkaFuture<T> future) throws ExecutionException {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RetryLaterException("no answer from the brokers within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RetryLaterException failed(String doing, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new RetryLaterException("cannot " + doing + ": " + cause.getMessage(), cause);
    }

    private static RetryLaterException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RetryLaterException("interrupted while asking the brokers", e);
    }

    @Override
    public void close() {
        admin.close(timeout);
    }
}
