package org.dupcheck.client;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.dupcheck.contract.Limits;

/** Settings of a {@link CheckClient}. Not thread-safe. */
public final class CheckClientBuilder extends ConnectionBuilder<CheckClientBuilder> {
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

    String source = DEFAULT_SOURCE;
    Clock clock = Clock.systemUTC();
    boolean waitsForRoom;

    CheckClientBuilder(String bootstrapServers) {
        super(bootstrapServers);
    }

    @Override
    CheckClientBuilder self() {
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
    @Override
    public CheckClientBuilder property(String name, String value) {
        if (FIXED.contains(name)) {
            throw new IllegalArgumentException(name + " is the client's own and cannot be set");
        }
        return super.property(name, value);
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
        return properties(
                Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        MAX_BLOCK_MILLIS,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        Limits.MAX_MESSAGE_BYTES + Limits.RECORD_OVERHEAD_BYTES,
                        // with the default a producer forgets its topics when all brokers are away, and calls block
                        // instead of buffering
                        CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG,
                        "none",
                        // nor does it forget those that were not written to for five minutes
                        ProducerConfig.METADATA_MAX_IDLE_CONFIG,
                        METADATA_IDLE_MILLIS),
                Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true));
    }
}
