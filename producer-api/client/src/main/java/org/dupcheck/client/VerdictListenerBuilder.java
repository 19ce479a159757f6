package org.dupcheck.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.dupcheck.contract.VerdictEvent;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link VerdictListener}. Not thread-safe. */
public final class VerdictListenerBuilder extends ConnectionBuilder<VerdictListenerBuilder> {
    final Consumer<VerdictEvent> callback;

    @Nullable
    String groupId;

    VerdictListenerBuilder(String bootstrapServers, Consumer<VerdictEvent> callback) {
        super(bootstrapServers);
        this.callback = callback;
    }

    @Override
    VerdictListenerBuilder self() {
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

    /** A property of Kafka's consumer, such as security; {@code group.protocol=classic} for brokers before 4.0. */
    @Override
    public VerdictListenerBuilder property(String name, String value) {
        return super.property(name, value);
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
        Map<String, Object> fixed = new HashMap<>();
        fixed.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        fixed.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, groupId == null ? "latest" : "earliest");
        if (groupId == null) {
            return properties(Map.of(), fixed);
        }
        fixed.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        return properties(Map.of(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer"), fixed);
    }
}
