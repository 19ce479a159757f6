package org.dupcheck.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Kafka 4.3.1 as child processes on 127.0.0.1: one broker, or three with everything kept three times.
 *
 * <p>Topics are not created by using them. Messages may have up to 5 MiB. {@code group.protocol} classic and consumer
 * are both there. Ports stay the same for the life of the object, over kills and restarts, and
 * after it too on the same directory, if they are free.
 *
 * <pre>{@code
 * try (KafkaCluster kafka = KafkaCluster.start(KafkaClusterSettings.temporary())) {
 *     connectTo(kafka.bootstrapServers());
 *     kafka.broker().kill();
 *     kafka.broker().start();
 * }
 * }</pre>
 */
public final class KafkaCluster implements KafkaService {
    private final @Nullable TemporaryDirectory temporary;
    private final List<KafkaProcess> brokers;

    private KafkaCluster(KafkaClusterSettings settings) {
        Path given = settings.directory();
        temporary = given == null ? TemporaryDirectory.create() : null;
        Path directory = Directories.create(
                temporary == null
                        ? Objects.requireNonNull(given)
                        : temporary.path().resolve("kafka"));
        brokers = brokers(settings, directory, temporary == null ? null : temporary.path());
    }

    /**
     * Formats the storage if that was not done before, starts the brokers and returns when all of them answer.
     *
     * @throws LaunchException if one cannot be started
     */
    public static KafkaCluster start(KafkaClusterSettings settings) {
        KafkaCluster cluster = new KafkaCluster(settings);
        try {
            cluster.start();
            return cluster;
        } catch (RuntimeException e) {
            boolean interrupted = Thread.interrupted(); // an interrupted thread could not wait for the end
            cluster.brokers.forEach(ManagedProcess::kill); // what is half started has nothing to put in order
            cluster.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    private static List<KafkaProcess> brokers(KafkaClusterSettings settings, Path directory, @Nullable Path temporary) {
        String clusterId = clusterId(directory.resolve("cluster.id"));
        List<Integer> ports = Ports.remembered(directory.resolve("ports"), 2 * settings.brokers());
        List<BrokerFiles.Node> nodes = new ArrayList<>();
        for (int i = 0; i < settings.brokers(); i++) {
            nodes.add(new BrokerFiles.Node(i + 1, ports.get(2 * i), ports.get(2 * i + 1)));
        }
        List<KafkaProcess> brokers = new ArrayList<>();
        for (BrokerFiles.Node node : nodes) {
            Path ofBroker = Directories.create(directory.resolve("broker-" + node.id()));
            BrokerFiles.write(ofBroker, node, nodes, settings.overrides());
            BrokerFiles.format(ofBroker, node.id(), clusterId);
            brokers.add(new KafkaProcess(node, ofBroker, settings.jvmOptions(), temporary));
        }
        return List.copyOf(brokers);
    }

    /** Written before anything is formatted, so that a format cut short goes on with the same id. */
    private static String clusterId(Path file) {
        try {
            if (!Files.exists(file)) {
                Path fresh = file.resolveSibling("cluster.id.new");
                Files.writeString(fresh, Uuid.randomUuid().toString(), StandardCharsets.US_ASCII);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new LaunchException("cannot keep the cluster's id in " + file, e);
        }
    }

    /** Starts the brokers that do not run; returns when all answer. */
    @Override
    public void start() {
        brokers.forEach(ServerProcess::begin); // a majority has to be up before any of them answers
        brokers.forEach(ServerProcess::awaitAnswer);
    }

    /** Stops all brokers cleanly. */
    @Override
    public void stop() {
        // asked together: the last ones would otherwise wait in vain for a majority to hand over to
        brokers.forEach(ServerProcess::beginStop);
        brokers.forEach(ServerProcess::stop);
    }

    /** SIGKILL for all brokers. */
    @Override
    public void kill() {
        brokers.forEach(KafkaProcess::kill);
    }

    /** The addresses of all brokers, for {@code bootstrap.servers}. */
    @Override
    public String bootstrapServers() {
        return brokers.stream().map(KafkaProcess::address).collect(Collectors.joining(","));
    }

    @Override
    public void pause() {
        brokers.forEach(KafkaProcess::pause);
    }

    @Override
    public void resume() {
        brokers.forEach(KafkaProcess::resume);
    }

    /** All brokers, by number. */
    public List<KafkaProcess> brokers() {
        return brokers;
    }

    /** The first, and in a cluster of one the only, broker. */
    public KafkaProcess broker() {
        return brokers.get(0);
    }

    /** Stops all brokers and, if the data was temporary, deletes it. May be called twice. */
    @Override
    public void close() {
        if (temporary == null) {
            stop();
        } else {
            kill(); // nobody will read the data again
            temporary.close();
        }
    }
}
