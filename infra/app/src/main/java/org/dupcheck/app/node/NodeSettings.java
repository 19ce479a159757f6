package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.bool;
import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;
import static org.dupcheck.runtime.settings.SettingType.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.check.CheckRole;
import org.dupcheck.check.CheckSettings;
import org.dupcheck.contract.Topics;
import org.dupcheck.corpussync.CorpusSyncSettings;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.GatewaySettings;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.TopicSpec;
import org.dupcheck.runtime.settings.SettingsException;
import org.dupcheck.runtime.settings.SettingsReader;
import org.dupcheck.store.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The settings as each part of a node takes them. Immutable.
 *
 * <p>A key is set in a file of the form {@code key=value} (given by --config), by the environment
 * (DUPCHECK_CHECK_WORKERS for dupcheck.check.workers) or, where there is one, by an option of the command line; the
 * later of these wins. An unknown key fails. {@code ./dupcheck doctor} prints them all.
 */
public final class NodeSettings {
    /** What the environment variables begin with. */
    public static final String PREFIX = "DUPCHECK_";

    /** Variables with that prefix that are no settings: the launcher's, the folder of the texts for measuring, and the
     * key of commands that call a gateway. */
    public static final Set<String> OTHER_VARIABLES = Set.of("DUPCHECK_JAVA_OPTS", "DUPCHECK_DATA", "DUPCHECK_API_KEY");

    /** Where no port is named for health and metrics. */
    private static final int NEAR_HTTP_PORT = -1;

    static final int MAX_PORT = 65_535;
    private static final int MANAGEMENT_DISTANCE = 1_000;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Set<Role> roles;
    private final Path dataDirectory;
    private final Duration startTimeout;
    private final LogSettings log;
    private final ServerSettings servers;
    private final HttpSettings http;
    private final int managementPort;
    private final boolean allClientMetrics;
    private final boolean isAuthMissing;
    private final RoleSettings ofRoles;
    private final List<SettingsReader.Line> lines;

    private NodeSettings(SettingsReader in) {
        roles = Role.parse(in.read(
                "dupcheck.roles",
                "gateway,check,corpus-sync,notifier",
                text(),
                "what this node does; health and metrics are always there"));
        dataDirectory = Path.of(in.read(
                "dupcheck.data-dir",
                "data",
                text(),
                "folder of logs, of endpoints.json, and of the embedded servers' data"));
        startTimeout = in.read(
                "dupcheck.start-timeout",
                Duration.ofMinutes(2),
                duration(SECOND, HOUR),
                "how long a starting node waits for Kafka and the database");
        Duration drainTimeout = in.read(
                "dupcheck.drain-timeout",
                CheckSettings.DEFAULT_DRAIN_TIMEOUT,
                duration(Duration.ZERO, HOUR),
                "how long a stopping role lets running work end before it is cut off");
        Duration stallTimeout = in.read(
                "dupcheck.stall-timeout",
                ConsumeSettings.DEFAULT_STALL_TIMEOUT,
                duration(SECOND, HOUR),
                "how long a consumer may stand still with something to read until another one takes its place");
        log = LogSettings.read(in);
        servers = ServerSettings.read(in);
        http = HttpSetting.read(in);
        managementPort = in.read(
                "dupcheck.http.management-port",
                NEAR_HTTP_PORT,
                integer(NEAR_HTTP_PORT, MAX_PORT, ""),
                "port of health and metrics alone; 0 picks a free one, -1 the API's port plus 1000, or a free one"
                        + " where that is taken");
        allClientMetrics = in.read(
                "dupcheck.metrics.all-kafka-clients",
                false,
                bool(),
                "whether /metrics shows all figures of Kafka's clients, some hundred a client, and not a chosen few");
        Auth auth = AuthSetting.read(in, hasOutsideKafka() || hasOutsideDatabase());
        isAuthMissing = auth == null && roles.contains(Role.GATEWAY);
        ofRoles = RoleSettings.read(
                in, http, auth == null ? Auth.KEYS : auth, drainTimeout, stallTimeout, dataDirectory.resolve("index"));
        lines = in.finish();
    }

    /**
     * Gathers the settings.
     *
     * @param file further settings, or null
     * @param given what the command line says, by key
     * @throws SettingsException where a key is unknown, a value is none, or values do not fit together
     */
    public static NodeSettings load(@Nullable Path file, Map<String, String> environment, Map<String, String> given) {
        SettingsReader reader = new SettingsReader();
        if (file != null) {
            reader.file(file);
        }
        reader.environment(environment, PREFIX, OTHER_VARIABLES).explicit(given);
        try {
            NodeSettings settings = new NodeSettings(reader);
            if (settings.hasOutsideDatabase()) {
                settings.database(settings.databaseUrl()); // a wrong URL fails at once, not when it is first used
            }
            return settings;
        } catch (IllegalArgumentException e) {
            throw reader.conflict(String.valueOf(e.getMessage()));
        }
    }

    /** All settings for people. */
    public List<SettingsReader.Line> describe() {
        return lines;
    }

    public Set<Role> roles() {
        return roles;
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
        return dataDirectory;
    }

    public LogSettings log() {
        return log;
    }

    Duration startTimeout() {
        return startTimeout;
    }

    /** Whether it has to be said how it is told who asks, before a node starts, and is not. */
    public boolean isAuthMissing() {
        return isAuthMissing;
    }

    /** Whether Kafka is somebody else's, and not to be started here. */
    public boolean hasOutsideKafka() {
        return !bootstrapServers().isBlank();
    }

    /** Whether the database is somebody else's, and not to be started here. */
    public boolean hasOutsideDatabase() {
        return !databaseUrl().isBlank();
    }

    /** Of the outside Kafka; empty where there is none. */
    public String bootstrapServers() {
        return servers.kafka().bootstrapServers();
    }

    /** Of the outside database; empty where there is none. */
    public String databaseUrl() {
        return servers.database().url();
    }

    /** @throws SettingsException where the file of further properties cannot be read */
    public KafkaSettings kafka(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, servers.kafka().properties(), nodeName());
    }

    public DatabaseSettings database(String url) {
        ServerSettings.Database database = servers.database();
        return new DatabaseSettings(
                url,
                database.user(),
                database.password(),
                Schema.NAME,
                database.poolSize() == ServerSettings.BY_ROLES ? poolSize() : database.poolSize(),
                database.connectionTimeout(),
                database.statementTimeout(),
                NodeName.application(nodeName(), roles));
    }

    private int poolSize() {
        return NodeName.connections(
                roles,
                check().consume().workers() + check().preCheckConsume().workers(),
                corpusSync().consume().workers(),
                notifier().consume().workers()
                        + notifier().sms().workers()
                        + notifier().webhooks().workers()
                        + (notifier().mail().isOn() ? notifier().mail().workers() : 0));
    }

    /** What brokers, database and operators know this node by. */
    String nodeName() {
        return NodeName.of(http.port());
    }

    public Topics topics() {
        return servers.kafka().topics();
    }

    /** Every topic as it must be in this installation. */
    public List<TopicSpec> topicSpecs() {
        return servers.kafka().topicSpecs();
    }

    public HttpSettings http() {
        return http;
    }

    /** Whether /metrics shows all figures of Kafka's clients. */
    boolean allClientMetrics() {
        return allClientMetrics;
    }

    /** Whether the port of health and metrics was named. */
    boolean hasManagementPort() {
        return managementPort != NEAR_HTTP_PORT;
    }

    /** The one that was named; where none was, 1,000 beyond the API's, and free where that is. */
    int managementPort() {
        if (hasManagementPort()) {
            return managementPort;
        }
        int port = http.port();
        return port == 0 || port > MAX_PORT - MANAGEMENT_DISTANCE ? 0 : port + MANAGEMENT_DISTANCE;
    }

    /** Of the listener for health and metrics alone. */
    HttpSettings management(int port) {
        return HttpSettings.management(http.host(), port);
    }

    GatewaySettings gateway() {
        return ofRoles.gateway();
    }

    /** Those of the check role. */
    public CheckSettings check() {
        return ofRoles.check();
    }

    CorpusSyncSettings corpusSync() {
        return ofRoles.corpusSync();
    }

    NotifierSettings notifier() {
        return ofRoles.notifier();
    }
}
