package org.dupcheck.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to run Kafka.
 *
 * @param directory where data and logs are kept; null for a temporary directory that goes with the cluster
 * @param brokers how many, 1 or 3; the same as before for a directory that holds data already
 * @param jvmOptions the options of each broker's JVM
 * @param overrides further broker settings, by name; they win over the ones set here
 */
public record KafkaClusterSettings(
        @Nullable Path directory, int brokers, List<String> jvmOptions, Map<String, String> overrides) {
    /** 4 MiB, the longest message of the contract, and room for its headers and framing. */
    public static final int MAX_MESSAGE_BYTES = 5 << 20;

    /** For tests and demonstrations: little memory, and only the compiler that is quick to start. */
    public static final List<String> QUICK_START =
            List.of("-Xms128m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** For work that lasts: the optimising compiler as well. */
    public static final List<String> SUSTAINED = List.of("-Xms128m", "-Xmx1g", "-XX:+UseG1GC");

    public KafkaClusterSettings {
        if (brokers != 1 && brokers != 3) {
            throw new IllegalArgumentException("a cluster has 1 broker or 3, not " + brokers);
        }
        jvmOptions = List.copyOf(jvmOptions);
        overrides = Map.copyOf(overrides);
    }

    /** One broker, its data kept in the directory, tuned for work that lasts. */
    public static KafkaClusterSettings durable(Path directory) {
        return new KafkaClusterSettings(directory, 1, SUSTAINED, Map.of());
    }

    /** One broker, its data gone with it, tuned for a quick start. */
    public static KafkaClusterSettings temporary() {
        return new KafkaClusterSettings(null, 1, QUICK_START, Map.of());
    }

    public KafkaClusterSettings withBrokers(int newBrokers) {
        return new KafkaClusterSettings(directory, newBrokers, jvmOptions, overrides);
    }

    public KafkaClusterSettings withJvmOptions(List<String> newJvmOptions) {
        return new KafkaClusterSettings(directory, brokers, newJvmOptions, overrides);
    }

    public KafkaClusterSettings withOverrides(Map<String, String> newOverrides) {
        return new KafkaClusterSettings(directory, brokers, jvmOptions, newOverrides);
    }
}
