package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.decimal;
import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;

import java.nio.file.Path;
import java.time.Duration;
import org.dupcheck.check.CheckSettings;
import org.dupcheck.check.ConfirmationSettings;
import org.dupcheck.corpussync.CorpusSyncSettings;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.gateway.GatewaySettings;
import org.dupcheck.gateway.HttpSettings;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.settings.SettingsReader;

/** The settings of the four roles. Each is declared where its role's record takes it. */
record RoleSettings(
        GatewaySettings gateway, CheckSettings check, CorpusSyncSettings corpusSync, NotifierSettings notifier) {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CENTURY = Duration.ofDays(36_500);

    /** What all consumers have in common. */
    private record Consuming(
            RetryPolicy retry, Duration drainTimeout, Duration stallTimeout, Duration retentionInterval) {
        ConsumeSettings with(int workers, int maxInFlight, int maxBatch) {
            return new ConsumeSettings(workers, maxInFlight, maxBatch, retry, drainTimeout)
                    .withStallTimeout(stallTimeout);
        }
    }

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException where values do not fit together
     */
    static RoleSettings read(
            SettingsReader in, HttpSettings http, Duration drainTimeout, Duration stallTimeout, Path index) {
        GatewaySettings gateway = gateway(in, http);
        Consuming consuming = new Consuming(retry(in), drainTimeout, stallTimeout, retentionInterval(in));
        return new RoleSettings(
                gateway, check(in, consuming, index), corpusSync(in, consuming), notifier(in, consuming));
    }

    private static Duration retentionInterval(SettingsReader in) {
        return in.read(
                "dupcheck.retention.interval",
                CheckSettings.Retention.DEFAULT.interval(),
                duration(SECOND, DAY),
                "how often each role looks for what has been kept long enough");
    }

    private static GatewaySettings gateway(SettingsReader in, HttpSettings http) {
        GatewaySettings defaults = GatewaySettings.DEFAULT;
        return new GatewaySettings(
                http,
                in.read(
                        "dupcheck.gateway.broker-timeout",
                        defaults.brokerTimeout(),
                        duration(MILLI, MINUTE),
                        "how long a request waits for Kafka before it is answered with 503"),
                in.read(
                        "dupcheck.gateway.max-waiters",
                        defaults.maxWaiters(),
                        integer(1, 1_000_000, "requests"),
                        "that may wait for a verdict"),
                in.read(
                        "dupcheck.gateway.max-streams",
                        defaults.maxStreams(),
                        integer(1, 1_000_000, "streams"),
                        "of events open at once"),
                in.read(
                        "dupcheck.gateway.stream-duration",
                        defaults.streamDuration(),
                        duration(SECOND, DAY),
                        "after which a stream ends"),
                in.read(
                        "dupcheck.gateway.heartbeat",
                        defaults.heartbeat(),
                        duration(SECOND, HOUR),
                        "of a stream that has nothing to say"),
                in.read(
                        "dupcheck.gateway.poll-period",
                        defaults.pollPeriod(),
                        duration(MILLI, MINUTE),
                        "how often the database is asked while somebody waits"),
                in.read(
                        "dupcheck.gateway.remembered-submissions",
                        defaults.rememberedSubmissions(),
                        integer(1, 10_000_000, "submissions"),
                        "accepted here and remembered until their check begins"),
                in.read(
                        "dupcheck.gateway.remembered-for",
                        defaults.rememberedFor(),
                        duration(SECOND, DAY),
                        "for how long, at most"));
    }

    private static RetryPolicy retry(SettingsReader in) {
        RetryPolicy defaults = RetryPolicy.DEFAULT;
        return new RetryPolicy(
                in.read(
                        "dupcheck.retry.max-attempts",
                        defaults.maxAttempts(),
                        integer(1, 1_000, "tries"),
                        "of a record before it goes to the dead letters; an outage of Kafka or the database does not"
                                + " count"),
                in.read(
                        "dupcheck.retry.first-delay",
                        defaults.firstDelay(),
                        duration(MILLI, HOUR),
                        "before the first retry"),
                in.read(
                        "dupcheck.retry.max-delay",
                        defaults.maxDelay(),
                        duration(MILLI, HOUR),
                        "the longest between two tries"));
    }

    private static CheckSettings check(SettingsReader in, Consuming consuming, Path index) {
        CheckSettings defaults = CheckSettings.defaults();
        int workers = in.read(
                "dupcheck.check.workers", defaults.consume().workers(), integer(1, 1_000, "threads"), "that check");
        int preCheckWorkers = in.read(
                "dupcheck.check.pre-check-workers",
                defaults.preCheckConsume().workers(),
                integer(1, 1_000, "threads"),
                "that work on pre-checks, besides those that check submissions");
        int maxInFlight = in.read(
                "dupcheck.check.max-in-flight",
                defaults.consume().maxInFlight(),
                integer(1, 100_000, "submissions"),
                "fetched and not yet checked");
        return new CheckSettings(
                consuming.with(workers, maxInFlight, 1),
                consuming.with(preCheckWorkers, maxInFlight, 1),
                engine(in, defaults.engine()),
                confirmation(in, defaults.confirmation()),
                in.read(
                        "dupcheck.check.progress-interval",
                        defaults.progressInterval(),
                        duration(Duration.ZERO, HOUR),
                        "the shortest between two writes of a check's progress"),
                in.read(
                        "dupcheck.check.corpus-poll-interval",
                        defaults.corpusPollInterval(),
                        duration(MILLI, HOUR),
                        "how often an idle node looks for changes of the reference set"),
                in.read(
                        "dupcheck.check.corpus-chunk-documents",
                        defaults.corpusChunkDocuments(),
                        integer(1, 100_000, "documents"),
                        "read and indexed at once"),
                retention(in, defaults.retention(), consuming.retentionInterval()),
                index,
                in.read(
                        "dupcheck.check.index-save-interval",
                        defaults.indexSaveInterval(),
                        duration(SECOND, DAY),
                        "how often the reference index is kept in the data folder while it changes"),
                in.read(
                        "dupcheck.check.page-pause",
                        defaults.pagePause(),
                        duration(Duration.ZERO, MINUTE),
                        "between two pages of a scan, to leave the machine to others"));
    }

    private static CheckSettings.Retention retention(
            SettingsReader in, CheckSettings.Retention defaults, Duration interval) {
        return new CheckSettings.Retention(
                in.read(
                        "dupcheck.check.text-retention",
                        defaults.texts(),
                        duration(SECOND, CENTURY),
                        "how long submitted texts and the applicants' data are kept"),
                in.read(
                        "dupcheck.check.pre-check-retention",
                        defaults.preChecks(),
                        duration(SECOND, CENTURY),
                        "how long pre-checks are kept, with their texts and verdicts"),
                interval);
    }

    private static EngineSettings engine(SettingsReader in, EngineSettings defaults) {
        return new EngineSettings(
                in.read(
                        "dupcheck.check.page-documents",
                        defaults.pageDocuments(),
                        integer(1, 1_000_000, "documents"),
                        "on a page of the index, the unit of scanning and of superseding"),
                in.read(
                        "dupcheck.check.reporting-floor-bits",
                        defaults.reportingFloorBits(),
                        decimal(0, 1_000_000, "bits"),
                        "of information that a passage must carry to count; about 30 characters of wording of its own"
                                + " carry 90"),
                in.read(
                        "dupcheck.check.floor-tokens",
                        defaults.floorTokens(),
                        integer(13, 1_000, "tokens"),
                        "of a common run that always counts where reporting-floor-bits is 0, and is minor otherwise"));
    }

    private static ConfirmationSettings confirmation(SettingsReader in, ConfirmationSettings defaults) {
        return new ConfirmationSettings(
                in.read(
                        "dupcheck.check.least-tokens",
                        defaults.leastTokens(),
                        integer(0, 1_000_000, "tokens"),
                        "that a submission must have; with fewer it has too little text to compare, and awaits a"
                                + " confirmation"),
                in.read(
                        "dupcheck.check.common-text-tokens",
                        defaults.commonTextTokens(),
                        integer(0, 100_000_000, "tokens"),
                        "of text shared by many reference documents that pass as set phrases; with more a confirmation"
                                + " is awaited"));
    }

    private static CorpusSyncSettings corpusSync(SettingsReader in, Consuming consuming) {
        CorpusSyncSettings defaults = CorpusSyncSettings.defaults();
        return new CorpusSyncSettings(
                defaults.groupId(),
                consuming.with(
                        in.read(
                                "dupcheck.corpus-sync.workers",
                                defaults.consume().workers(),
                                integer(1, 1_000, "threads"),
                                "that apply reference events"),
                        in.read(
                                "dupcheck.corpus-sync.max-in-flight",
                                defaults.consume().maxInFlight(),
                                integer(1, 1_000_000, "events"),
                                "fetched and not yet applied"),
                        in.read(
                                "dupcheck.corpus-sync.max-batch",
                                defaults.consume().maxBatch(),
                                integer(1, 100_000, "events"),
                                "in one transaction")),
                in.read(
                        "dupcheck.corpus-sync.max-transaction-bytes",
                        defaults.maxTransactionBytes(),
                        integer(1, 1 << 30, "bytes"),
                        "of events in one transaction"),
                in.read(
                        "dupcheck.retention.reference-texts",
                        defaults.replacedTexts(),
                        duration(DAY, CENTURY),
                        "how long texts of reference documents are kept once they are replaced or removed"),
                consuming.retentionInterval());
    }

    private static NotifierSettings notifier(SettingsReader in, Consuming consuming) {
        NotifierSettings defaults = NotifierSettings.defaults();
        return new NotifierSettings(
                defaults.groupId(),
                consuming.with(
                        in.read(
                                "dupcheck.notifier.workers",
                                defaults.consume().workers(),
                                integer(1, 1_000, "threads"),
                                "that handle verdicts"),
                        in.read(
                                "dupcheck.notifier.max-in-flight",
                                defaults.consume().maxInFlight(),
                                integer(1, 1_000_000, "records"),
                                "fetched and not yet handled"),
                        1),
                new NotifierSettings.Commands(
                        in.read(
                                "dupcheck.notifier.sweep-interval",
                                defaults.commands().sweepInterval(),
                                duration(MILLI, HOUR),
                                "how often work-order commands not known to be sent are looked for"),
                        in.read(
                                "dupcheck.notifier.sweep-after",
                                defaults.commands().sweepAfter(),
                                duration(MILLI, HOUR),
                                "how old such a command must be")),
                sms(in, defaults.sms()),
                kept(in, defaults.kept(), consuming.retentionInterval()));
    }

    private static NotifierSettings.Kept kept(SettingsReader in, NotifierSettings.Kept defaults, Duration interval) {
        return new NotifierSettings.Kept(
                in.read(
                        "dupcheck.retention.messages",
                        defaults.messages(),
                        duration(DAY.multipliedBy(31), CENTURY),
                        "how long site messages are kept, if they do not ask for a decision that is still open"),
                in.read(
                        "dupcheck.retention.deliveries",
                        defaults.deliveries(),
                        duration(DAY, CENTURY),
                        "how long SMS are kept, with the number and the text"),
                in.read(
                        "dupcheck.retention.decisions",
                        defaults.decisions(),
                        duration(DAY, CENTURY),
                        "how long it is kept who decided on a verdict, and why"),
                in.read(
                        "dupcheck.retention.commands",
                        defaults.commands(),
                        duration(DAY, CENTURY),
                        "how long work-order commands are kept once they are sent"),
                interval);
    }

    private static NotifierSettings.Sms sms(SettingsReader in, NotifierSettings.Sms defaults) {
        return new NotifierSettings.Sms(
                in.read(
                        "dupcheck.notifier.sms.workers",
                        defaults.workers(),
                        integer(1, 1_000, "threads"),
                        "that send SMS"),
                in.read(
                        "dupcheck.notifier.sms.poll-interval",
                        defaults.pollInterval(),
                        duration(MILLI, HOUR),
                        "how often SMS of other nodes and retries are looked for"),
                defaults.retry(),
                in.read(
                        "dupcheck.notifier.sms.sending-timeout",
                        defaults.sendingTimeout(),
                        duration(SECOND, DAY),
                        "after which an SMS being sent counts as one of unknown outcome"));
    }
}
