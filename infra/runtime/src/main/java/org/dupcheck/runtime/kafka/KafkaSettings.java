package org.dupcheck.runtime.kafka;

import java.util.Map;
import org.dupcheck.runtime.settings.Require;

/**
 * Which brokers, and how.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param properties further client properties (security and such), passed through to every client; those that a
 *     guarantee rests on (acks, offsets, idempotence) cannot be overridden
 * @param node what the ids of all clients end in, so that brokers tell the nodes apart; empty for nothing
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties, String node) {
    /** What a fetch takes of one partition at once, in bytes; a single larger record comes all the same. */
    static final int FETCH_BYTES = 5 * 1024 * 1024;

    /** Largest request of a producer, in bytes. */
    static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    public KafkaSettings {
        Require.that(!bootstrapServers.isBlank(), "bootstrapServers: host:port expected");
        properties = Map.copyOf(properties);
    }

    /** Of clients that are not told apart by node. */
    public KafkaSettings(String bootstrapServers, Map<String, String> properties) {
        this(bootstrapServers, properties, "");
    }

    /** The id of a client on this node. */
    String clientId(String id) {
        return node.isEmpty() ? id : id + "-" + node;
    }

    public static KafkaSettings of(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, Map.of());
    }

    /** Names the brokers; the properties may hold secrets. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + "]";
    }
}
