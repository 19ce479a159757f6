package org.dupcheck.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.VerdictEvent;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link VerdictListener}. Not thread-safe. */
public final class VerdictListenerBuilder {
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final Map<String, Object> properties = new HashMap<>();

    final Consumer<VerdictEvent> callback;
    Topics topics = new Topics();

    @Nullable
    String groupId;

    Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;

    VerdictListenerBuilder(String bootstrapServers, Consumer<VerdictEvent> callback) {
        this.bootstrapServers = bootstrapServers;
        this.callback = callback;
    }

    /** What the topics' names begin with; {@value Topics#DEFAULT_PREFIX} by default. */
    public VerdictListenerBuilder topicPrefix(String prefix) {
        topics = new Topics(prefix);
        return this;
    }

    /**
     * The consumer group of the business module. Its instances share the events, and a listener goes on where the group
     * stopped; at the group's first start that is the oldest event there is. Without a group, the default, a listener
     * hears every event from its start on and forgets where it was.
     */
    public VerdictListenerBuilder groupId(String id) {
        groupId = id;
        return this;
    }

    /** How long {@code close} waits for a running callback; 10 seconds by default. */
    public VerdictListenerBuilder closeTimeout(Duration timeout) {
        closeTimeout = timeout;
        return this;
    }

    /** A property of Kafka's consumer, such as security; {@code group.protocol=classic} for brokers before 4.0. */
    public VerdictListenerBuilder property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    /** As {@link #property}, several at once. */
    public VerdictListenerBuilder properties(Map<String, String> more) {
        properties.putAll(more);
        return this;
    }

    /**
     * Starts listening. Does not wait for a broker; {@link VerdictListener#ready} tells when it listens.
     *
     * @throws org.apache.kafka.common.KafkaException where a property is wrong, or no address can be resolved
     */
    public VerdictListener start() {
        return VerdictListener.start(this);
    }

    Map<String, Object> consumerProperties() {
        Map<String, Object> all = new HashMap<>();
        if (groupId != null) {
            all.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        }
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        all.putAll(properties);
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        if (groupId == null) {
            all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        } else {
            all.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
            all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        }
        return all;
    }
}
