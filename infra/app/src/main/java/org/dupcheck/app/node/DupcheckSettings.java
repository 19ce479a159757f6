package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.Setting.decimal;
import static org.dupcheck.runtime.settings.Setting.duration;
import static org.dupcheck.runtime.settings.Setting.flag;
import static org.dupcheck.runtime.settings.Setting.integer;
import static org.dupcheck.runtime.settings.Setting.secret;
import static org.dupcheck.runtime.settings.Setting.text;

import java.time.Duration;
import java.util.List;
import java.util.Set;
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
import org.dupcheck.runtime.kafka.TopicSpec;
import org.dupcheck.runtime.settings.Setting;

/**
 * Every key of the settings with its default and unit. A key is set in a file of the form {@code key=value} (given by
 * --config), by the environment (DUPCHECK_CHECK_WORKERS for dupcheck.check.workers) or, where there is one, by an option
 * of the command line; the later of these wins. An unknown key fails. {@code ./dupcheck doctor} prints them all.
 */
public final class DupcheckSettings {
    /** What the environment variables begin with. */
    public static final String PREFIX = "DUPCHECK_";

    /** Variables with that prefix that are no settings: the launcher's, and the folder of the texts for measuring. */
    public static final Set<String> OTHER_VARIABLES = Set.of("DUPCHECK_JAVA_OPTS", "DUPCHECK_DATA");

    private static final EngineSettings ENGINE = EngineSettings.defaults();
    private static final GatewaySettings GATEWAY = GatewaySettings.DEFAULT;
    private static final HttpSettings HTTP = HttpSettings.DEFAULT;
    private static final NotifierSettings NOTIFIER = NotifierSettings.defaults();
    private static final CorpusSyncSettings CORPUS_SYNC = CorpusSyncSettings.defaults();

    private static final Duration NONE = Duration.ZERO;
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CENTURY = Duration.ofDays(36_500);

    // --- the node -------------------------------------------------------------------------------------------------

    static final Setting<String> ROLES = text(
            "dupcheck.roles",
            "gateway,check,corpus-sync,notifier",
            "what this node does; health and metrics are always there");
    static final Setting<String> DATA_DIR =
            text("dupcheck.data-dir", "data", "folder of logs, of endpoints.json, and of the embedded servers' data");
    static final Setting<Duration> START_TIMEOUT = duration(
            "dupcheck.start-timeout",
            Duration.ofMinutes(2),
            SECOND,
            HOUR,
            "how long a starting node waits for Kafka and the database");
    static final Setting<Duration> DRAIN_TIMEOUT = duration(
            "dupcheck.drain-timeout",
            CheckSettings.DEFAULT_DRAIN_TIMEOUT,
            NONE,
            HOUR,
            "how long a stopping role lets running work end before it is cut off");

    static final Setting<Duration> STALL_TIMEOUT = duration(
            "dupcheck.stall-timeout",
            ConsumeSettings.DEFAULT_STALL_TIMEOUT,
            SECOND,
            HOUR,
            "how long a consumer may stand still with something to read until another one takes its place");

    static final Setting<String> LOG_LEVEL = text(
            "dupcheck.log.level",
            "INFO",
            "the least that dupcheck writes into the log: ERROR, WARN, INFO, DEBUG or OFF");
    static final Setting<String> LOG_CONSOLE_LEVEL =
            text("dupcheck.log.console-level", "WARN", "the least of it that serve shows on its console");
    static final Setting<String> LOG_CONSOLE_FORMAT =
            text("dupcheck.log.console-format", "text", "text, or json: an event a line, as in the file");
    static final Setting<String> LOG_KAFKA_LEVEL = text(
            "dupcheck.log.kafka-level",
            "ERROR",
            "the least that Kafka's clients write; at WARN an outage is many lines");

    // --- Kafka ----------------------------------------------------------------------------------------------------

    static final Setting<String> KAFKA =
            text("dupcheck.kafka", "", "bootstrap servers, host:port,host:port; empty for an embedded broker");
    static final Setting<String> KAFKA_PROPERTIES = text(
            "dupcheck.kafka.properties-file",
            "",
            "file with further properties of Kafka's clients, such as security.protocol");
    static final Setting<String> TOPIC_PREFIX =
            text("dupcheck.topics.prefix", Topics.DEFAULT_PREFIX, "what the topics' names begin with");
    static final Setting<Integer> PARTITIONS = integer(
            "dupcheck.topics.partitions",
            Topics.DEFAULT_PARTITIONS,
            1,
            10_000,
            "partitions",
            "of the topics that have as many as the installation wants");
    static final Setting<Integer> REPLICATION = integer(
            "dupcheck.topics.replication-factor",
            TopicSpec.BROKER_DEFAULT,
            TopicSpec.BROKER_DEFAULT,
            1_000,
            "copies",
            "of the topics when they are created; -1 for the brokers' own default");
    static final Setting<Duration> SUBMISSIONS_RETENTION = duration(
            "dupcheck.topics.submissions-retention",
            Topics.DEFAULT_SUBMISSIONS_RETENTION,
            MINUTE,
            CENTURY,
            "how long submissions stay in their topic; what no node has read by then is lost");

    // --- the database ---------------------------------------------------------------------------------------------

    static final Setting<String> DATABASE_URL = new Setting<>(
            "dupcheck.database.url",
            "",
            "",
            "jdbc:postgresql://host:port/database; empty for an embedded PostgreSQL; shown masked, for it may hold a"
                    + " password",
            "a URL",
            value -> value,
            value -> value,
            true);
    static final Setting<String> DATABASE_USER = text("dupcheck.database.user", "", "user, unless the URL names one");
    static final Setting<String> DATABASE_PASSWORD =
            secret("dupcheck.database.password", "password, unless the URL has it");
    static final int BY_ROLES = 0;
    static final Setting<Integer> POOL_SIZE = integer(
            "dupcheck.database.pool-size",
            BY_ROLES,
            BY_ROLES,
            1_000,
            "connections",
            "to the database at most; 0 for what the node's roles need, 16 for all of them; idle ones are given back");
    static final Setting<Duration> CONNECTION_TIMEOUT = duration(
            "dupcheck.database.connection-timeout",
            DatabaseSettings.DEFAULT_CONNECTION_TIMEOUT,
            Duration.ofMillis(250),
            MINUTE,
            "how long work waits for a connection before the database counts as away");
    static final Setting<Duration> STATEMENT_TIMEOUT = duration(
            "dupcheck.database.statement-timeout",
            DatabaseSettings.DEFAULT_STATEMENT_TIMEOUT,
            SECOND,
            HOUR,
            "after which the database gives up a statement, or a transaction that does nothing");

    // --- HTTP -----------------------------------------------------------------------------------------------------

    static final Setting<String> HTTP_HOST =
            text("dupcheck.http.host", HTTP.host(), "address to listen on; 0.0.0.0 for all");
    static final Setting<Integer> HTTP_PORT =
            integer("dupcheck.http.port", HTTP.port(), 0, 65_535, "", "port to listen on; 0 picks a free one");
    /** Where no port is named for health and metrics. */
    static final int NEAR_HTTP_PORT = -1;

    static final Setting<Integer> MANAGEMENT_PORT = integer(
            "dupcheck.http.management-port",
            NEAR_HTTP_PORT,
            NEAR_HTTP_PORT,
            65_535,
            "",
            "port of health and metrics alone; 0 picks a free one, -1 the API's port plus 1000, or a free one where that"
                    + " is taken");
    static final Setting<Boolean> ALL_CLIENT_METRICS = flag(
            "dupcheck.metrics.all-kafka-clients",
            false,
            "whether /metrics shows all figures of Kafka's clients, some hundred a client, and not a chosen few");
    static final Setting<Integer> HTTP_THREADS =
            integer("dupcheck.http.max-threads", HTTP.maxThreads(), 8, 1_000, "threads", "that serve requests");
    static final Setting<Duration> HTTP_BODY_TIMEOUT = duration(
            "dupcheck.http.body-timeout",
            HTTP.bodyTimeout(),
            Duration.ofMillis(100),
            HOUR,
            "how long a request's body may take to come in");
    static final Setting<Duration> BROKER_TIMEOUT = duration(
            "dupcheck.gateway.broker-timeout",
            GATEWAY.brokerTimeout(),
            MILLI,
            MINUTE,
            "how long a request waits for Kafka before it is answered with 503");
    static final Setting<Integer> MAX_WAITERS = integer(
            "dupcheck.gateway.max-waiters",
            GATEWAY.maxWaiters(),
            1,
            1_000_000,
            "requests",
            "that may wait for a verdict");
    static final Setting<Integer> MAX_STREAMS = integer(
            "dupcheck.gateway.max-streams", GATEWAY.maxStreams(), 1, 1_000_000, "streams", "of events open at once");
    static final Setting<Duration> STREAM_DURATION = duration(
            "dupcheck.gateway.stream-duration", GATEWAY.streamDuration(), SECOND, DAY, "after which a stream ends");
    static final Setting<Duration> HEARTBEAT = duration(
            "dupcheck.gateway.heartbeat", GATEWAY.heartbeat(), SECOND, HOUR, "of a stream that has nothing to say");
    static final Setting<Duration> POLL_PERIOD = duration(
            "dupcheck.gateway.poll-period",
            GATEWAY.pollPeriod(),
            MILLI,
            MINUTE,
            "how often the database is asked while somebody waits");
    static final Setting<Integer> REMEMBERED = integer(
            "dupcheck.gateway.remembered-submissions",
            GATEWAY.rememberedSubmissions(),
            1,
            10_000_000,
            "submissions",
            "accepted here and remembered until their check begins");
    static final Setting<Duration> REMEMBERED_FOR =
            duration("dupcheck.gateway.remembered-for", GATEWAY.rememberedFor(), SECOND, DAY, "for how long, at most");

    // --- retries, for all roles -----------------------------------------------------------------------------------

    static final Setting<Integer> RETRY_ATTEMPTS = integer(
            "dupcheck.retry.max-attempts",
            RetryPolicy.DEFAULT.maxAttempts(),
            1,
            1_000,
            "tries",
            "of a record before it goes to the dead letters; an outage of Kafka or the database does not count");
    static final Setting<Duration> RETRY_FIRST = duration(
            "dupcheck.retry.first-delay", RetryPolicy.DEFAULT.firstDelay(), MILLI, HOUR, "before the first retry");
    static final Setting<Duration> RETRY_MAX = duration(
            "dupcheck.retry.max-delay", RetryPolicy.DEFAULT.maxDelay(), MILLI, HOUR, "the longest between two tries");

    // --- check ----------------------------------------------------------------------------------------------------

    static final Setting<Integer> CHECK_WORKERS =
            integer("dupcheck.check.workers", CheckSettings.DEFAULT_WORKERS, 1, 1_000, "threads", "that check");
    static final Setting<Integer> PRE_CHECK_WORKERS = integer(
            "dupcheck.check.pre-check-workers",
            CheckSettings.DEFAULT_PRE_CHECK_WORKERS,
            1,
            1_000,
            "threads",
            "that work on pre-checks, besides those that check submissions");
    static final Setting<Integer> CHECK_IN_FLIGHT = integer(
            "dupcheck.check.max-in-flight",
            CheckSettings.DEFAULT_MAX_IN_FLIGHT,
            1,
            100_000,
            "submissions",
            "fetched and not yet checked");
    static final Setting<Integer> PAGE_DOCUMENTS = integer(
            "dupcheck.check.page-documents",
            ENGINE.pageDocuments(),
            1,
            1_000_000,
            "documents",
            "on a page of the index, the unit of scanning and of superseding");
    static final Setting<Duration> PAGE_PAUSE = duration(
            "dupcheck.check.page-pause",
            CheckSettings.DEFAULT_PAGE_PAUSE,
            NONE,
            MINUTE,
            "between two pages of a scan, to leave the machine to others");
    static final Setting<Double> FLOOR_BITS = decimal(
            "dupcheck.check.reporting-floor-bits",
            ENGINE.reportingFloorBits(),
            0,
            1_000_000,
            "bits",
            "of information that a passage must carry to count; about 30 characters of wording of its own carry 90");
    static final Setting<Integer> FLOOR_TOKENS = integer(
            "dupcheck.check.floor-tokens",
            ENGINE.floorTokens(),
            13,
            1_000,
            "tokens",
            "of a common run that always counts where reporting-floor-bits is 0, and is minor otherwise");
    static final Setting<Integer> LEAST_TOKENS = integer(
            "dupcheck.check.least-tokens",
            ConfirmationSettings.DEFAULT_LEAST_TOKENS,
            0,
            1_000_000,
            "tokens",
            "that a submission must have; with fewer it has too little text to compare, and awaits a confirmation");
    static final Setting<Integer> COMMON_TEXT_TOKENS = integer(
            "dupcheck.check.common-text-tokens",
            ConfirmationSettings.DEFAULT_COMMON_TEXT_TOKENS,
            0,
            100_000_000,
            "tokens",
            "of text shared by many reference documents that pass as set phrases; with more a confirmation is awaited");
    static final Setting<Duration> PROGRESS_INTERVAL = duration(
            "dupcheck.check.progress-interval",
            CheckSettings.DEFAULT_PROGRESS_INTERVAL,
            NONE,
            HOUR,
            "the shortest between two writes of a check's progress");
    static final Setting<Duration> CORPUS_POLL = duration(
            "dupcheck.check.corpus-poll-interval",
            CheckSettings.DEFAULT_CORPUS_POLL_INTERVAL,
            MILLI,
            HOUR,
            "how often an idle node looks for changes of the reference set");
    static final Setting<Duration> INDEX_SAVE_INTERVAL = duration(
            "dupcheck.check.index-save-interval",
            CheckSettings.DEFAULT_INDEX_SAVE_INTERVAL,
            SECOND,
            DAY,
            "how often the reference index is kept in the data folder while it changes");
    static final Setting<Integer> CORPUS_CHUNK = integer(
            "dupcheck.check.corpus-chunk-documents",
            CheckSettings.DEFAULT_CORPUS_CHUNK_DOCUMENTS,
            1,
            100_000,
            "documents",
            "read and indexed at once");
    static final Setting<Duration> TEXT_RETENTION = duration(
            "dupcheck.check.text-retention",
            CheckSettings.Retention.DEFAULT.texts(),
            SECOND,
            CENTURY,
            "how long submitted texts and the applicants' data are kept");
    static final Setting<Duration> PRE_CHECK_RETENTION = duration(
            "dupcheck.check.pre-check-retention",
            CheckSettings.Retention.DEFAULT.preChecks(),
            SECOND,
            CENTURY,
            "how long pre-checks are kept, with their texts and verdicts");

    // --- corpus-sync ----------------------------------------------------------------------------------------------

    static final Setting<Integer> SYNC_WORKERS = integer(
            "dupcheck.corpus-sync.workers",
            CorpusSyncSettings.DEFAULT_WORKERS,
            1,
            1_000,
            "threads",
            "that apply reference events");
    static final Setting<Integer> SYNC_BATCH = integer(
            "dupcheck.corpus-sync.max-batch",
            CorpusSyncSettings.DEFAULT_MAX_BATCH,
            1,
            100_000,
            "events",
            "in one transaction");
    static final Setting<Integer> SYNC_IN_FLIGHT = integer(
            "dupcheck.corpus-sync.max-in-flight",
            CorpusSyncSettings.DEFAULT_MAX_IN_FLIGHT,
            1,
            1_000_000,
            "events",
            "fetched and not yet applied");
    static final Setting<Integer> SYNC_BYTES = integer(
            "dupcheck.corpus-sync.max-transaction-bytes",
            CORPUS_SYNC.maxTransactionBytes(),
            1,
            1 << 30,
            "bytes",
            "of events in one transaction");

    // --- notifier -------------------------------------------------------------------------------------------------

    static final Setting<Integer> NOTIFIER_WORKERS = integer(
            "dupcheck.notifier.workers", NOTIFIER.consume().workers(), 1, 1_000, "threads", "that handle verdicts");
    static final Setting<Integer> NOTIFIER_IN_FLIGHT = integer(
            "dupcheck.notifier.max-in-flight",
            NOTIFIER.consume().maxInFlight(),
            1,
            1_000_000,
            "records",
            "fetched and not yet handled");
    static final Setting<Duration> SWEEP_INTERVAL = duration(
            "dupcheck.notifier.sweep-interval",
            NOTIFIER.commands().sweepInterval(),
            MILLI,
            HOUR,
            "how often work-order commands not known to be sent are looked for");
    static final Setting<Duration> SWEEP_AFTER = duration(
            "dupcheck.notifier.sweep-after",
            NOTIFIER.commands().sweepAfter(),
            MILLI,
            HOUR,
            "how old such a command must be");
    static final Setting<Integer> SMS_WORKERS =
            integer("dupcheck.notifier.sms.workers", NOTIFIER.sms().workers(), 1, 1_000, "threads", "that send SMS");
    static final Setting<Duration> SMS_POLL = duration(
            "dupcheck.notifier.sms.poll-interval",
            NOTIFIER.sms().pollInterval(),
            MILLI,
            HOUR,
            "how often SMS of other nodes and retries are looked for");
    static final Setting<Duration> SMS_TIMEOUT = duration(
            "dupcheck.notifier.sms.sending-timeout",
            NOTIFIER.sms().sendingTimeout(),
            SECOND,
            DAY,
            "after which an SMS being sent counts as one of unknown outcome");

    // --- retention ------------------------------------------------------------------------------------------------

    static final Setting<Duration> MESSAGES_KEPT = duration(
            "dupcheck.retention.messages",
            NOTIFIER.kept().messages(),
            DAY.multipliedBy(31),
            CENTURY,
            "how long site messages are kept, if they do not ask for a decision that is still open");
    static final Setting<Duration> DELIVERIES_KEPT = duration(
            "dupcheck.retention.deliveries",
            NOTIFIER.kept().deliveries(),
            DAY,
            CENTURY,
            "how long SMS are kept, with the number and the text");
    static final Setting<Duration> DECISIONS_KEPT = duration(
            "dupcheck.retention.decisions",
            NOTIFIER.kept().decisions(),
            DAY,
            CENTURY,
            "how long it is kept who decided on a verdict, and why");
    static final Setting<Duration> COMMANDS_KEPT = duration(
            "dupcheck.retention.commands",
            NOTIFIER.kept().commands(),
            DAY,
            CENTURY,
            "how long work-order commands are kept once they are sent");
    static final Setting<Duration> REPLACED_TEXTS_KEPT = duration(
            "dupcheck.retention.reference-texts",
            CORPUS_SYNC.replacedTexts(),
            DAY,
            CENTURY,
            "how long texts of reference documents are kept once they are replaced or removed");
    static final Setting<Duration> RETENTION_INTERVAL = duration(
            "dupcheck.retention.interval",
            CheckSettings.Retention.DEFAULT.interval(),
            SECOND,
            DAY,
            "how often each role looks for what has been kept long enough");

    /** All of them, in the order in which they are printed. */
    public static final List<Setting<?>> ALL = List.of(
            ROLES,
            DATA_DIR,
            START_TIMEOUT,
            DRAIN_TIMEOUT,
            STALL_TIMEOUT,
            LOG_LEVEL,
            LOG_CONSOLE_LEVEL,
            LOG_CONSOLE_FORMAT,
            LOG_KAFKA_LEVEL,
            KAFKA,
            KAFKA_PROPERTIES,
            TOPIC_PREFIX,
            PARTITIONS,
            REPLICATION,
            SUBMISSIONS_RETENTION,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            POOL_SIZE,
            CONNECTION_TIMEOUT,
            STATEMENT_TIMEOUT,
            HTTP_HOST,
            HTTP_PORT,
            MANAGEMENT_PORT,
            ALL_CLIENT_METRICS,
            HTTP_THREADS,
            HTTP_BODY_TIMEOUT,
            BROKER_TIMEOUT,
            MAX_WAITERS,
            MAX_STREAMS,
            STREAM_DURATION,
            HEARTBEAT,
            POLL_PERIOD,
            REMEMBERED,
            REMEMBERED_FOR,
            RETRY_ATTEMPTS,
            RETRY_FIRST,
            RETRY_MAX,
            CHECK_WORKERS,
            PRE_CHECK_WORKERS,
            CHECK_IN_FLIGHT,
            PAGE_DOCUMENTS,
            PAGE_PAUSE,
            FLOOR_BITS,
            FLOOR_TOKENS,
            LEAST_TOKENS,
            COMMON_TEXT_TOKENS,
            PROGRESS_INTERVAL,
            CORPUS_POLL,
            INDEX_SAVE_INTERVAL,
            CORPUS_CHUNK,
            TEXT_RETENTION,
            PRE_CHECK_RETENTION,
            SYNC_WORKERS,
            SYNC_BATCH,
            SYNC_IN_FLIGHT,
            SYNC_BYTES,
            NOTIFIER_WORKERS,
            NOTIFIER_IN_FLIGHT,
            SWEEP_INTERVAL,
            SWEEP_AFTER,
            SMS_WORKERS,
            SMS_POLL,
            SMS_TIMEOUT,
            MESSAGES_KEPT,
            DELIVERIES_KEPT,
            DECISIONS_KEPT,
            COMMANDS_KEPT,
            REPLACED_TEXTS_KEPT,
            RETENTION_INTERVAL);

    private DupcheckSettings() {}
}
