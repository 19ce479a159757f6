package org.dupcheck.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One broker of a {@link KafkaCluster}, which is also a controller: a JVM of its own, with this one's class path. */
public final class KafkaProcess extends ServerProcess {
    private final BrokerFiles.Node node;
    private final Path directory;
    private final List<String> jvmOptions;
    private final @Nullable Path temporary;

    KafkaProcess(BrokerFiles.Node node, Path directory, List<String> jvmOptions, @Nullable Path temporary) {
        super("kafka-" + node.id(), "TERM");
        this.node = node;
        this.directory = directory;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.temporary = temporary;
    }

    /** The broker's number in the cluster, from 1. */
    public int id() {
        return node.id();
    }

    /** Where clients reach this broker, as {@code host:port}. */
    public String address() {
        return Ports.HOST + ":" + node.port();
    }

    /** Where the broker's data, settings and log lie. */
    public Path directory() {
        return directory;
    }

    @Override
    ChildProcess launch() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-Djava.awt.headless=true");
        command.add("-Dlog4j2.configurationFile=" + directory.resolve(BrokerFiles.LOG4J));
        command.add("-cp");
        command.add(classPath());
        command.add("kafka.Kafka");
        command.add(directory.resolve(BrokerFiles.SERVER_PROPERTIES).toString());
        return ChildProcess.start(
                command, directory, directory.resolve("broker.out"), ChildProcess.OrphanSignal.KILL, temporary);
    }

    /**
     * Surefire hides the class path in a jar's manifest and says in a property what it is. The broker works in another
     * directory than this JVM, so that entries relative to ours (as in {@code java -jar some.jar}) are made absolute.
     */
    static String classPath() {
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(own.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The port opens shortly before the controllers let the broker in. */
    @Override
    boolean answers() {
        return Ports.answers(node.port())
                && Brokers.knows(address(), nodes -> nodes.stream().anyMatch(other -> other.id() == node.id()));
    }

    @Override
    Path log() {
        return directory.resolve(BrokerFiles.LOG);
    }

    @Override
    void deleteTemporary() {
        // the cluster's directory is the cluster's to delete
    }
}
