package org.dupcheck.client;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Topics;

/** Settings of a {@link CheckClient}. Not thread-safe. */
public final class CheckClientBuilder {
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(10);
    public static final String DEFAULT_SOURCE = "/dupcheck/client";

    /** How long a call may block, in milliseconds. */
    private static final int MAX_BLOCK_MILLIS = 10_000;

    private static final long METADATA_IDLE_MILLIS = Duration.ofDays(365).toMillis();

    /** What makes sends idempotent and certain is not up for discussion. */
    private static final Set<String> FIXED = Set.of(
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);

    private final String bootstrapServers;
    private final Map<String, Object> properties = new HashMap<>();

    Topics topics = new Topics();
    String source = DEFAULT_SOURCE;
    Clock clock = Clock.systemUTC();
    Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
    boolean waitsForRoom;

    CheckClientBuilder(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** What the topics' names begin with; {@value Topics#DEFAULT_PREFIX} by default. */
    public CheckClientBuilder topicPrefix(String prefix) {
        topics = new Topics(prefix);
        return this;
    }

    /** Who sends, as a URI reference, for the CloudEvents header; {@value #DEFAULT_SOURCE} by default. */
    public CheckClientBuilder source(String uriReference) {
        source = uriReference;
        return this;
    }

    /** Where revisions and the events' times come from; the system's clock by default. */
    public CheckClientBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    /** How long {@code close} waits for messages under way; 10 seconds by default. */
    public CheckClientBuilder closeTimeout(Duration timeout) {
        closeTimeout = timeout;
        return this;
    }

    /**
     * Lets a call wait, for {@code max.block.ms} at most, while too much waits for the brokers, instead of failing its
     * future at once: for whoever sends as fast as Kafka takes it, from a thread that may be held.
     */
    public CheckClientBuilder waitForRoom() {
        waitsForRoom = true;
        return this;
    }

    /**
     * A property of Kafka's producer: security, memory, timeouts.
     *
     * @throws IllegalArgumentException for one that would take away the client's promises, such as {@code acks}
     */
    public CheckClientBuilder property(String name, String value) {
        if (FIXED.contains(name)) {
            throw new IllegalArgumentException(name + " is the client's own and cannot be set");
        }
        properties.put(name, value);
        return this;
    }

    /** As {@link #property}, several at once. */
    public CheckClientBuilder properties(Map<String, String> more) {
        more.forEach(this::property);
        return this;
    }

    /**
     * Opens the client. Does not wait for a broker.
     *
     * @throws org.apache.kafka.common.KafkaException where a property is wrong, or no address can be resolved
     */
    public CheckClient build() {
        return CheckClient.open(this);
    }

    Map<String, Object> producerProperties() {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.MAX_MESSAGE_BYTES + Limits.RECORD_OVERHEAD_BYTES);
        // come back soon after an outage: a check is waited for by a person
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        // with the default a producer forgets its topics when all brokers are away, and calls block instead of
        // buffering
        all.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        // nor does it forget those that were not written to for five minutes
        all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE_MILLIS);
        all.putAll(properties);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return all;
    }
}
