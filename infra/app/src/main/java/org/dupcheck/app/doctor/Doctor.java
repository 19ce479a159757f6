package org.dupcheck.app.doctor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.app.node.Endpoints;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.runtime.kafka.KafkaSettings;

/** Looks at everything that a node with these settings needs, whether one runs or not. */
public final class Doctor {
    /** A node turns a request away after a second; who asks what is wrong can wait for a database that is only busy. */
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(5);

    private final NodeSettings settings;
    private final boolean portNamed;
    private final Clock clock;

    /**
     * Readies to look.
     *
     * @param portNamed whether the settings' port is the one to look at even where a node of the data folder runs elsewhere
     */
    public Doctor(NodeSettings settings, boolean portNamed, Clock clock) {
        this.settings = settings;
        this.portNamed = portNamed;
        this.clock = clock;
    }

    /** Everything that was looked at, one after the other; takes some seconds where something is away. */
    public List<Finding> examine() {
        Path data = settings.dataDirectory();
        Optional<Endpoints> running = Endpoints.read(data);
        HttpSettings http = settings.http();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new JavaHealthCheck(Runtime.version()).findings());
        findings.addAll(new MachineHealthCheck(Runtime.getRuntime().maxMemory(), freeDisk(data)).findings());
        if (running.isPresent() && !portNamed) {
            findings.addAll(new NodeHealthCheck(running.get().http(), data).findings());
        } else {
            boolean ours = running.filter(node -> node.http().endsWith(":" + http.port()))
                    .isPresent();
            findings.addAll(new PortHealthCheck(http.host(), http.port(), ours).findings());
        }
        if (settings.isAuthMissing()) {
            findings.add(Finding.wrong(
                    "who asks",
                    "a gateway would not start here",
                    "say DUPCHECK_AUTH: oidc or keys; docs/access.md tells more"));
        }
        findings.addAll(kafka(running));
        findings.addAll(database(running));
        return findings;
    }

    private List<Finding> kafka(Optional<Endpoints> running) {
        String servers = settings.hasOutsideKafka()
                ? settings.bootstrapServers()
                : running.map(Endpoints::kafka).orElse("");
        if (servers.isEmpty()) {
            return List.of(Finding.fine("Kafka", "embedded; starts with serve"));
        }
        KafkaSettings kafka = settings.kafka(servers);
        List<Finding> findings = new ArrayList<>(new KafkaHealthCheck(kafka, settings.topicSpecs()).findings());
        if (findings.stream().noneMatch(finding -> finding.subject().equals("Kafka") && finding.wrong())) {
            findings.addAll(new OffsetsHealthCheck(kafka, settings.groups()).findings());
            findings.addAll(new SessionHealthCheck(kafka, settings.groups()).findings());
            findings.addAll(new BrokerClockHealthCheck(kafka, settings.topics().prefix(), clock).findings());
        }
        return findings;
    }

    private List<Finding> database(Optional<Endpoints> running) {
        String url = settings.hasOutsideDatabase()
                ? settings.databaseUrl()
                : running.map(Endpoints::databaseUrl).orElse("");
        if (url.isEmpty()) {
            return List.of(Finding.fine("database", "embedded; starts with serve"));
        }
        DatabaseSettings patient = settings.database(url).withPoolSize(1).withConnectionTimeout(DATABASE_PATIENCE);
        try (Database database = Database.open(patient, new SimpleMeterRegistry())) {
            return new DatabaseHealthCheck(database, clock).findings();
        }
    }

    /** Of the folder, or of the nearest one above it that is there. */
    private static long freeDisk(Path folder) {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            return Files.getFileStore(there).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }
}
