package org.dupcheck.app.node;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.embedded.KafkaCluster;
import org.dupcheck.embedded.KafkaClusterSettings;
import org.dupcheck.embedded.LaunchException;
import org.dupcheck.embedded.ManagedProcess;
import org.dupcheck.embedded.PostgresProcess;
import org.dupcheck.embedded.PostgresSettings;
import org.dupcheck.embedded.Supervisor;
import org.jspecify.annotations.Nullable;

/**
 * The Kafka and the PostgreSQL that a node stands on. Each is somebody else's where the settings name it, otherwise a
 * child process of this one, which is started again whenever it dies.
 */
public final class Servers implements AutoCloseable {
    private final @Nullable KafkaCluster kafka;
    private final @Nullable PostgresProcess postgres;
    private final String bootstrapServers;
    private final String databaseUrl;
    private final @Nullable Supervisor supervisor;
    private final Duration kafkaStart;
    private final Duration postgresStart;

    private Servers(
            NodeSettings settings,
            Timed<@Nullable KafkaCluster> kafka,
            Timed<@Nullable PostgresProcess> postgres,
            Clock clock) {
        this.kafka = kafka.value();
        this.postgres = postgres.value();
        this.kafkaStart = kafka.duration();
        this.postgresStart = postgres.duration();
        this.bootstrapServers = this.kafka == null ? settings.bootstrapServers() : this.kafka.bootstrapServers();
        this.databaseUrl = this.postgres == null ? settings.databaseUrl() : this.postgres.jdbcUrl();
        List<ManagedProcess> own = new ArrayList<>();
        if (this.kafka != null) {
            own.addAll(this.kafka.brokers());
        }
        if (this.postgres != null) {
            own.add(this.postgres);
        }
        this.supervisor = own.isEmpty() ? null : Supervisor.watch(own, clock);
    }

    /**
     * Starts what is not somebody else's, both at once, and returns when they answer.
     *
     * @throws UserFaultException where one does not start
     */
    static Servers start(NodeSettings settings, Path data, Storage storage, Clock clock) {
        ExecutorService starters = Executors.newFixedThreadPool(2, work -> new Thread(work, "dupcheck-start-servers"));
        try {
            Future<Timed<@Nullable KafkaCluster>> kafka =
                    starters.submit(() -> timed(() -> settings.hasOutsideKafka() ? null : startKafka(data, storage)));
            Future<Timed<@Nullable PostgresProcess>> postgres = starters.submit(
                    () -> timed(() -> settings.hasOutsideDatabase() ? null : startPostgres(data, storage)));
            return new Servers(settings, await(kafka, postgres, starters), await(postgres, kafka, starters), clock);
        } finally {
            starters.shutdownNow();
        }
    }

    private static KafkaCluster startKafka(Path data, Storage storage) {
        return KafkaCluster.start(
                storage == Storage.KEPT
                        ? KafkaClusterSettings.durable(data.resolve("kafka"))
                        : KafkaClusterSettings.temporary());
    }

    private static PostgresProcess startPostgres(Path data, Storage storage) {
        return PostgresProcess.start(
                storage == Storage.KEPT
                        ? PostgresSettings.durable(data.resolve("postgresql"))
                        : PostgresSettings.temporary());
    }

    /** The one's result; where it failed, the other is closed, once it is there. */
    private static <T extends @Nullable AutoCloseable> Timed<T> await(
            Future<Timed<T>> one,
            Future<? extends Timed<? extends @Nullable AutoCloseable>> other,
            ExecutorService starters) {
        try {
            return one.get();
        } catch (ExecutionException e) {
            closeQuietly(other);
            Throwable cause = e.getCause();
            if (cause instanceof LaunchException) {
                throw new UserFaultException(String.valueOf(cause.getMessage()), cause);
            }
            throw new IllegalStateException("an embedded server does not start", cause);
        } catch (InterruptedException e) {
            // whoever is starting gives up at once, and both are gone when this returns
            starters.shutdownNow();
            closeQuietly(one);
            closeQuietly(other);
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while the embedded servers were starting", e);
        }
    }

    private static void closeQuietly(Future<? extends Timed<? extends @Nullable AutoCloseable>> started) {
        try {
            AutoCloseable server = started.get().value();
            if (server != null) {
                server.close();
            }
        } catch (Exception e) {
            // it did not start either, or does not stop: its guard ends it with this process
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String databaseUrl() {
        return databaseUrl;
    }

    /** The embedded broker; null where Kafka is somebody else's. */
    public @Nullable KafkaCluster kafka() {
        return kafka;
    }

    /** The embedded database; null where it is somebody else's. */
    public @Nullable PostgresProcess postgres() {
        return postgres;
    }

    /** How long the start of the broker took; zero where it is somebody else's. */
    public Duration kafkaStart() {
        return kafkaStart;
    }

    /** How long the start of the database took; zero where it is somebody else's. */
    public Duration postgresStart() {
        return postgresStart;
    }

    @Override
    public void close() {
        if (supervisor != null) {
            supervisor.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private static <T> Timed<T> timed(Supplier<T> work) {
        long start = System.nanoTime();
        T value = work.get();
        return new Timed<>(value, value == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - start));
    }

    private record Timed<T>(T value, Duration duration) {}
}
