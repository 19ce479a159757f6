package org.dupcheck.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.metadata.storage.Formatter;

/** What a broker finds in its directory: its settings, how it logs, and formatted storage. */
final class BrokerFiles {
    static final String SERVER_PROPERTIES = "server.properties";
    static final String LOG4J = "log4j2.properties";
    static final String LOG = "broker.log";

    /** A broker's number and its two ports. */
    record Node(int id, int port, int controllerPort) {}

    private BrokerFiles() {}

    static void write(Path directory, Node node, List<Node> cluster, Map<String, String> overrides) {
        Map<String, String> properties = new TreeMap<>(properties(directory, node, cluster));
        properties.putAll(overrides);
        try {
            Files.writeString(directory.resolve(SERVER_PROPERTIES), lines(properties), StandardCharsets.UTF_8);
            Files.writeString(directory.resolve(LOG4J), lines(log4j(directory)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LaunchException("cannot write the settings of broker " + node.id(), e);
        }
    }

    /** Formats the storage unless that was done before: what {@code kafka.tools.StorageTool format} does. */
    static void format(Path directory, int nodeId, String clusterId) {
        Path data = directory.resolve("data");
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(nodeId)
                    .setClusterId(clusterId)
                    .setControllerListenerName("CONTROLLER")
                    .setUnstableFeatureVersionsEnabled(false)
                    .setIgnoreFormatted(true)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .run();
        } catch (Exception e) {
            throw new LaunchException("cannot format " + data, e);
        }
    }

    private static Map<String, String> properties(Path directory, Node node, List<Node> cluster) {
        int copies = cluster.size();
        int inSync = Math.max(1, copies - 1);
        Map<String, Object> properties = new TreeMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", node.id());
        properties.put(
                "controller.quorum.voters",
                cluster.stream()
                        .sorted(Comparator.comparingInt(Node::id))
                        .map(voter -> voter.id() + "@" + Ports.HOST + ":" + voter.controllerPort())
                        .collect(Collectors.joining(",")));
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put(
                "listeners",
                "PLAINTEXT://" + Ports.HOST + ":" + node.port() + ",CONTROLLER://" + Ports.HOST + ":"
                        + node.controllerPort());
        properties.put("advertised.listeners", "PLAINTEXT://" + Ports.HOST + ":" + node.port());
        properties.put("log.dirs", directory.resolve("data"));

        properties.put("auto.create.topics.enable", false);
        properties.put("num.partitions", 8);
        properties.put("default.replication.factor", copies);
        properties.put("min.insync.replicas", inSync);
        properties.put("message.max.bytes", KafkaClusterSettings.MAX_MESSAGE_BYTES);
        properties.put("replica.fetch.max.bytes", KafkaClusterSettings.MAX_MESSAGE_BYTES);

        properties.put("group.coordinator.rebalance.protocols", "classic,consumer");
        properties.put("group.initial.rebalance.delay.ms", 0);
        // by default a second member gets its partitions with the heartbeat after next, 5 s and more later, and a
        // killed one is missed after 45 s
        properties.put("group.consumer.assignment.interval.ms", 0);
        properties.put("group.consumer.assignor.offload.enable", false);
        properties.put("group.consumer.min.heartbeat.interval.ms", 500);
        properties.put("group.consumer.heartbeat.interval.ms", 500);
        properties.put("group.consumer.min.session.timeout.ms", 6_000);
        properties.put("group.consumer.session.timeout.ms", 6_000);
        // a broker killed and started again is let in when the session of its former self has ended
        properties.put("broker.session.timeout.ms", 2_000);
        properties.put("broker.heartbeat.interval.ms", 500);

        properties.put("offsets.topic.num.partitions", 4);
        properties.put("offsets.topic.replication.factor", copies);
        properties.put("transaction.state.log.num.partitions", 4);
        properties.put("transaction.state.log.replication.factor", copies);
        properties.put("transaction.state.log.min.isr", inSync);
        properties.put("share.coordinator.state.topic.num.partitions", 4);
        properties.put("share.coordinator.state.topic.replication.factor", copies);
        properties.put("share.coordinator.state.topic.min.isr", inSync);
        return properties.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }

    /** A file of at most 10 MB, and three older ones. */
    private static Map<String, String> log4j(Path directory) {
        Path log = directory.resolve(LOG);
        return new TreeMap<>(Map.ofEntries(
                Map.entry("status", "error"),
                Map.entry("rootLogger.level", "info"),
                Map.entry("rootLogger.appenderRef.file.ref", "file"),
                Map.entry("appender.file.type", "RollingFile"),
                Map.entry("appender.file.name", "file"),
                Map.entry("appender.file.fileName", log.toString()),
                Map.entry("appender.file.filePattern", log + ".%i"),
                Map.entry("appender.file.layout.type", "PatternLayout"),
                Map.entry(
                        "appender.file.layout.pattern",
                        "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}{UTC} %-5p %c{1} - %m%n%xEx{full}"),
                Map.entry("appender.file.policies.type", "Policies"),
                Map.entry("appender.file.policies.size.type", "SizeBasedTriggeringPolicy"),
                Map.entry("appender.file.policies.size.size", "10MB"),
                Map.entry("appender.file.strategy.type", "DefaultRolloverStrategy"),
                Map.entry("appender.file.strategy.max", "3")));
    }

    private static String lines(Map<String, String> properties) {
        // backslashes are the one thing a properties file would take for its own
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
                .collect(Collectors.joining());
    }
}
