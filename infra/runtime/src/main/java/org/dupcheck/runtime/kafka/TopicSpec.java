package org.dupcheck.runtime.kafka;

import java.util.Map;
import org.dupcheck.runtime.settings.Require;

/**
 * What one topic must be like.
 *
 * @param partitions at least 1
 * @param replicationFactor at least 1; {@link #BROKER_DEFAULT} for the brokers' own
 * @param config topic-level configuration, such as cleanup.policy; what is not named is the brokers' own business
 */
public record TopicSpec(String name, int partitions, short replicationFactor, Map<String, String> config) {
    public static final short BROKER_DEFAULT = -1;

    public TopicSpec {
        Require.that(partitions >= 1, "partitions: at least 1 expected, not " + partitions);
        Require.that(
                replicationFactor >= 1 || replicationFactor == BROKER_DEFAULT,
                "replicationFactor: at least 1 expected, not " + replicationFactor);
        config = Map.copyOf(config);
    }
}
