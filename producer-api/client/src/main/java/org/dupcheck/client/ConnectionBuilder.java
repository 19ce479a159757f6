package org.dupcheck.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.dupcheck.contract.Topics;

/** What the builders of this package have in common. Not thread-safe. */
abstract sealed class ConnectionBuilder<B extends ConnectionBuilder<B>> permits CheckClientBuilder, ListenerBuilder {
    public static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final Map<String, Object> properties = new HashMap<>();

    Topics topics = new Topics();
    Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;

    ConnectionBuilder(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    abstract B self();

    /** What the topics' names begin with; {@value Topics#DEFAULT_PREFIX} by default. */
    public B topicPrefix(String prefix) {
        topics = new Topics(prefix);
        return self();
    }

    /** How long {@code close} waits for what is under way, messages or a running callback; 10 seconds by default. */
    public B closeTimeout(Duration timeout) {
        closeTimeout = timeout;
        return self();
    }

    /** A property of Kafka's client, such as those for security. */
    public B property(String name, String value) {
        properties.put(name, value);
        return self();
    }

    /** As {@link #property}, several at once. */
    public B properties(Map<String, String> more) {
        more.forEach(this::property);
        return self();
    }

    /** Properties for Kafka: those set here win over the defaults, and the fixed ones over both. */
    Map<String, Object> properties(Map<String, Object> defaults, Map<String, Object> fixed) {
        Map<String, Object> all = new HashMap<>();
        // come back soon after an outage: a check is waited for by a person
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        all.putAll(defaults);
        all.putAll(properties);
        all.putAll(fixed);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return all;
    }
}
