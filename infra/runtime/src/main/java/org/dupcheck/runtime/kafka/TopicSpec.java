package org.dupcheck.runtime.kafka;

import java.util.Map;

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
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions: at least 1 expected, not " + partitions);
        }
        if (replicationFactor < 1 && replicationFactor != BROKER_DEFAULT) {
            throw new IllegalArgumentException("replicationFactor: at least 1 expected, not " + replicationFactor);
        }
        config = Map.copyOf(config);
    }
}
