package org.dupcheck.app.node;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.dupcheck.check.CheckRole;
import org.dupcheck.check.CheckSettings;
import org.dupcheck.check.ConfirmationSettings;
import org.dupcheck.contract.Topics;
import org.dupcheck.corpussync.CorpusSyncSettings;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.gateway.GatewaySettings;
import org.dupcheck.gateway.HttpSettings;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.TopicSpec;
import org.dupcheck.runtime.settings.Settings;
import org.dupcheck.runtime.settings.SettingsException;
import org.dupcheck.store.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The settings as each part of a node takes them. The only place that knows which key means what to whom. Immutable.
 */
public final class NodeSettings {
    private static final int MAX_PORT = 65_535;
    private static final int MANAGEMENT_DISTANCE = 1_000;

    private final Settings settings;

    private NodeSettings(Settings settings) {
        this.settings = settings;
    }

    /**
     * Gathers the settings.
     *
     * @param file further settings, or null
     * @param given what the command line says, by key
     * @throws SettingsException where a key is unknown or a value is none
     */
    public static NodeSettings load(@Nullable Path file, Map<String, String> environment, Map<String, String> given) {
        Settings.Builder builder = Settings.of(DupcheckSettings.ALL)
                .environment(environment, DupcheckSettings.PREFIX, DupcheckSettings.OTHER_VARIABLES)
                .explicit(given);
        if (file != null) {
            builder.file(file);
        }
        NodeSettings settings = new NodeSettings(builder.resolve());
        settings.validate();
        return settings;
    }

    /** What only shows when the records are made: a wrong value fails at start, not when its role is first used. */
    private void validate() {
        try {
            roles();
            log();
            gateway();
            check();
            corpusSync();
            notifier();
            if (hasOutsideDatabase()) {
                database(databaseUrl());
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** All settings for people. */
    public List<Settings.Line> describe() {
        return settings.describe();
    }

    public Set<Role> roles() {
        return Role.parse(settings.get(DupcheckSettings.ROLES));
    }

    /** The consumer groups of the roles, whichever run here. */
    public List<String> groups() {
        return List.of(
                CheckRole.GROUP,
                CheckRole.PRE_CHECK_GROUP,
                corpusSync().groupId(),
                notifier().groupId());
    }

    public Path dataDirectory() {
        return Path.of(settings.get(DupcheckSettings.DATA_DIR));
    }

    public LogSettings log() {
        return LogSettings.of(
                settings.get(DupcheckSettings.LOG_LEVEL),
                settings.get(DupcheckSettings.LOG_CONSOLE_LEVEL),
                settings.get(DupcheckSettings.LOG_CONSOLE_FORMAT),
                settings.get(DupcheckSettings.LOG_KAFKA_LEVEL));
    }

    Duration startTimeout() {
        return settings.get(DupcheckSettings.START_TIMEOUT);
    }

    /** Whether Kafka is somebody else's, and not to be started here. */
    public boolean hasOutsideKafka() {
        return !settings.get(DupcheckSettings.KAFKA).isBlank();
    }

    /** Whether the database is somebody else's, and not to be started here. */
    public boolean hasOutsideDatabase() {
        return !databaseUrl().isBlank();
    }

    /** Of the outside Kafka; empty where there is none. */
    public String bootstrapServers() {
        return settings.get(DupcheckSettings.KAFKA);
    }

    /** Of the outside database; empty where there is none. */
    public String databaseUrl() {
        return settings.get(DupcheckSettings.DATABASE_URL);
    }

    /** @throws SettingsException where the file of further properties cannot be read */
    public KafkaSettings kafka(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, kafkaProperties(), nodeName());
    }

    private Map<String, String> kafkaProperties() {
        String file = settings.get(DupcheckSettings.KAFKA_PROPERTIES);
        if (file.isBlank()) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(
                    List.of(DupcheckSettings.KAFKA_PROPERTIES.key() + ": " + file + " cannot be read (" + e + ")"));
        }
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
        return map;
    }

    public DatabaseSettings database(String url) {
        return new DatabaseSettings(
                url,
                settings.get(DupcheckSettings.DATABASE_USER),
                settings.get(DupcheckSettings.DATABASE_PASSWORD),
                Schema.NAME,
                poolSize(),
                settings.get(DupcheckSettings.CONNECTION_TIMEOUT),
                settings.get(DupcheckSettings.STATEMENT_TIMEOUT),
                NodeName.application(nodeName(), roles()));
    }

    private String nodeName() {
        return NodeName.of(settings.get(DupcheckSettings.HTTP_PORT));
    }

    private int poolSize() {
        int given = settings.get(DupcheckSettings.POOL_SIZE);
        return given != DupcheckSettings.BY_ROLES
                ? given
                : NodeName.connections(
                        roles(),
                        settings.get(DupcheckSettings.CHECK_WORKERS) + settings.get(DupcheckSettings.PRE_CHECK_WORKERS),
                        settings.get(DupcheckSettings.SYNC_WORKERS),
                        settings.get(DupcheckSettings.NOTIFIER_WORKERS) + settings.get(DupcheckSettings.SMS_WORKERS));
    }

    public Topics topics() {
        return new Topics(settings.get(DupcheckSettings.TOPIC_PREFIX));
    }

    /** Every topic as it must be in this installation. */
    public List<TopicSpec> topicSpecs() {
        short replication = settings.get(DupcheckSettings.REPLICATION).shortValue();
        return topics().all(settings.get(DupcheckSettings.SUBMISSIONS_RETENTION)).stream()
                .map(topic -> new TopicSpec(
                        topic.name(),
                        topic.partitions(settings.get(DupcheckSettings.PARTITIONS)),
                        replication,
                        topic.config()))
                .toList();
    }

    public HttpSettings http() {
        return new HttpSettings(
                settings.get(DupcheckSettings.HTTP_HOST),
                settings.get(DupcheckSettings.HTTP_PORT),
                settings.get(DupcheckSettings.HTTP_THREADS),
                HttpSettings.DEFAULT_MAX_CONNECTIONS,
                HttpSettings.DEFAULT_IDLE_TIMEOUT,
                HttpSettings.DEFAULT_SHUTDOWN_TIMEOUT,
                HttpSettings.DEFAULT_MAX_HEADER_BYTES,
                settings.get(DupcheckSettings.HTTP_BODY_TIMEOUT),
                HttpSettings.DEFAULT_BODY_MEMORY_BYTES);
    }

    /** Whether /metrics shows all figures of Kafka's clients. */
    boolean allClientMetrics() {
        return settings.get(DupcheckSettings.ALL_CLIENT_METRICS);
    }

    /** Whether the port of health and metrics was named. */
    boolean hasManagementPort() {
        return settings.get(DupcheckSettings.MANAGEMENT_PORT) != DupcheckSettings.NEAR_HTTP_PORT;
    }

    /** The one that was named; where none was, 1,000 beyond the API's, and free where that is. */
    int managementPort() {
        if (hasManagementPort()) {
            return settings.get(DupcheckSettings.MANAGEMENT_PORT);
        }
        int port = settings.get(DupcheckSettings.HTTP_PORT);
        return port == 0 || port > MAX_PORT - MANAGEMENT_DISTANCE ? 0 : port + MANAGEMENT_DISTANCE;
    }

    /** Of the listener for health and metrics alone. */
    HttpSettings management(int port) {
        return HttpSettings.management(settings.get(DupcheckSettings.HTTP_HOST), port);
    }

    GatewaySettings gateway() {
        return new GatewaySettings(
                http(),
                settings.get(DupcheckSettings.BROKER_TIMEOUT),
                settings.get(DupcheckSettings.MAX_WAITERS),
                settings.get(DupcheckSettings.MAX_STREAMS),
                settings.get(DupcheckSettings.STREAM_DURATION),
                settings.get(DupcheckSettings.HEARTBEAT),
                settings.get(DupcheckSettings.POLL_PERIOD),
                settings.get(DupcheckSettings.REMEMBERED),
                settings.get(DupcheckSettings.REMEMBERED_FOR));
    }

    CheckSettings check() {
        return new CheckSettings(
                consume(
                        settings.get(DupcheckSettings.CHECK_WORKERS),
                        settings.get(DupcheckSettings.CHECK_IN_FLIGHT),
                        1),
                consume(
                        settings.get(DupcheckSettings.PRE_CHECK_WORKERS),
                        settings.get(DupcheckSettings.CHECK_IN_FLIGHT),
                        1),
                new EngineSettings(
                        settings.get(DupcheckSettings.PAGE_DOCUMENTS),
                        settings.get(DupcheckSettings.FLOOR_BITS),
                        settings.get(DupcheckSettings.FLOOR_TOKENS)),
                new ConfirmationSettings(
                        settings.get(DupcheckSettings.LEAST_TOKENS), settings.get(DupcheckSettings.COMMON_TEXT_TOKENS)),
                settings.get(DupcheckSettings.PROGRESS_INTERVAL),
                settings.get(DupcheckSettings.CORPUS_POLL),
                settings.get(DupcheckSettings.CORPUS_CHUNK),
                new CheckSettings.Retention(
                        settings.get(DupcheckSettings.TEXT_RETENTION),
                        settings.get(DupcheckSettings.PRE_CHECK_RETENTION),
                        settings.get(DupcheckSettings.RETENTION_INTERVAL)),
                dataDirectory().resolve("index"),
                settings.get(DupcheckSettings.INDEX_SAVE_INTERVAL),
                settings.get(DupcheckSettings.PAGE_PAUSE));
    }

    CorpusSyncSettings corpusSync() {
        return new CorpusSyncSettings(
                CorpusSyncSettings.DEFAULT_GROUP_ID,
                consume(
                        settings.get(DupcheckSettings.SYNC_WORKERS),
                        settings.get(DupcheckSettings.SYNC_IN_FLIGHT),
                        settings.get(DupcheckSettings.SYNC_BATCH)),
                settings.get(DupcheckSettings.SYNC_BYTES),
                settings.get(DupcheckSettings.REPLACED_TEXTS_KEPT),
                settings.get(DupcheckSettings.RETENTION_INTERVAL));
    }

    NotifierSettings notifier() {
        NotifierSettings.Sms sms = NotifierSettings.Sms.defaults();
        return new NotifierSettings(
                NotifierSettings.DEFAULT_GROUP_ID,
                consume(
                        settings.get(DupcheckSettings.NOTIFIER_WORKERS),
                        settings.get(DupcheckSettings.NOTIFIER_IN_FLIGHT),
                        1),
                new NotifierSettings.Commands(
                        settings.get(DupcheckSettings.SWEEP_INTERVAL), settings.get(DupcheckSettings.SWEEP_AFTER)),
                new NotifierSettings.Sms(
                        settings.get(DupcheckSettings.SMS_WORKERS),
                        settings.get(DupcheckSettings.SMS_POLL),
                        sms.retry(),
                        settings.get(DupcheckSettings.SMS_TIMEOUT)),
                new NotifierSettings.Kept(
                        settings.get(DupcheckSettings.MESSAGES_KEPT),
                        settings.get(DupcheckSettings.DELIVERIES_KEPT),
                        settings.get(DupcheckSettings.DECISIONS_KEPT),
                        settings.get(DupcheckSettings.COMMANDS_KEPT),
                        settings.get(DupcheckSettings.RETENTION_INTERVAL)));
    }

    private ConsumeSettings consume(int workers, int maxInFlight, int maxBatch) {
        return new ConsumeSettings(
                        workers,
                        maxInFlight,
                        maxBatch,
                        new RetryPolicy(
                                settings.get(DupcheckSettings.RETRY_ATTEMPTS),
                                settings.get(DupcheckSettings.RETRY_FIRST),
                                settings.get(DupcheckSettings.RETRY_MAX)),
                        settings.get(DupcheckSettings.DRAIN_TIMEOUT))
                .withStallTimeout(settings.get(DupcheckSettings.STALL_TIMEOUT));
    }
}
