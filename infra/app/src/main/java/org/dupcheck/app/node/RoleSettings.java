package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;
import static org.dupcheck.runtime.settings.SettingType.text;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.dupcheck.check.CheckSettings;
import org.dupcheck.corpussync.CorpusSyncSettings;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.GatewaySettings;
import org.dupcheck.gateway.cache.VerdictCacheSettings;
import org.dupcheck.gateway.documents.DocumentSettings;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.gateway.limits.RateLimitSettings;
import org.dupcheck.gateway.pages.frame.FrameAncestors;
import org.dupcheck.notifier.NotifierSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.SettingsReader;

/** The settings of the four roles. Each is declared where its role's record takes it. */
record RoleSettings(
        GatewaySettings gateway, CheckSettings check, CorpusSyncSettings corpusSync, NotifierSettings notifier) {
    private static final int MAX_RATE = 100_000_000;
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration CENTURY = Duration.ofDays(36_500);

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException where values do not fit together
     */
    static RoleSettings read(
            SettingsReader in, HttpSettings http, Auth auth, Duration drainTimeout, Duration stallTimeout, Path index) {
        OutgoingRules webhooks = WebhookRoleSettings.rules(in);
        SmsRoleSettings.Providers sms = SmsRoleSettings.providers(in);
        GatewaySettings gateway =
                gateway(in, http, auth).withWebhookRules(webhooks).withSmsReceipts(SmsRoleSettings.receipts(in, sms));
        ConsumerSettings consuming = new ConsumerSettings(retry(in), drainTimeout, stallTimeout, retentionInterval(in));
        return new RoleSettings(
                gateway,
                CheckRoleSettings.read(in, consuming, index),
                corpusSync(in, consuming),
                NotifierRoleSettings.read(in, consuming, webhooks, sms));
    }

    private static Duration retentionInterval(SettingsReader in) {
        return in.read(
                "dupcheck.retention.interval",
                CheckSettings.Retention.DEFAULT.interval(),
                duration(SECOND, DAY),
                "how often each role looks for what has been kept long enough");
    }

    private static GatewaySettings gateway(SettingsReader in, HttpSettings http, Auth auth) {
        GatewaySettings defaults = GatewaySettings.DEFAULT;
        return new GatewaySettings(
                http,
                auth,
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
                        "for how long, at most"),
                verdictCache(in),
                documents(in),
                defaults.webhookRules(),
                defaults.smsReceipts(),
                rateLimits(in),
                in.read(
                        "dupcheck.retention.idempotency-keys",
                        defaults.idempotencyKeys(),
                        duration(MINUTE, DAY.multipliedBy(30)),
                        "how long the Idempotency-Key of a request is known, with its answer"),
                frameAncestors(in, defaults.frameAncestors()),
                pagesZone(in, defaults.pagesZone()));
    }

    private static FrameAncestors frameAncestors(SettingsReader in, FrameAncestors standard) {
        return FrameAncestors.of(in.read(
                "dupcheck.pages.frame-ancestors",
                standard.written(),
                text(),
                "origins of sites that may show the form of /write/embed within a page of theirs, such as"
                        + " https://projects.example.edu, with commas between; empty for none"));
    }

    private static ZoneId pagesZone(SettingsReader in, ZoneId standard) {
        String zone = in.read(
                "dupcheck.pages.zone",
                standard.getId(),
                text(),
                "the time zone of pages and PDF for people who have named none");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw in.conflict(
                    "dupcheck.pages.zone: " + zone + " is no name of the time zone database such as Asia/Shanghai");
        }
    }

    private static RateLimitSettings rateLimits(SettingsReader in) {
        RateLimitSettings defaults = RateLimitSettings.DEFAULT;
        return new RateLimitSettings(
                in.read(
                        "dupcheck.gateway.rate-limits.work",
                        defaults.work(),
                        integer(0, MAX_RATE, "requests a minute"),
                        "that are no reads, of one API key, subject of a token, or trial, at this node; 0 for any number,"
                                + " else at least 60. More are refused with 429"),
                in.read(
                        "dupcheck.gateway.rate-limits.reads",
                        defaults.reads(),
                        integer(0, MAX_RATE, "requests a minute"),
                        "that are reads, of one of these or of one person at the pages; 0 for any number, else at least"
                                + " 60"),
                in.read(
                        "dupcheck.gateway.rate-limits.applicant",
                        defaults.applicant(),
                        integer(0, MAX_RATE, "submissions, pre-checks and files a minute"),
                        "of one applicant, at this node; 0 for any number"),
                in.read(
                        "dupcheck.gateway.rate-limits.type",
                        defaults.type(),
                        integer(0, MAX_RATE, "submissions and pre-checks a minute"),
                        "of one business type, at this node; 0 for any number"));
    }

    private static DocumentSettings documents(SettingsReader in) {
        DocumentSettings defaults = DocumentSettings.DEFAULT;
        return new DocumentSettings(
                in.read(
                        "dupcheck.gateway.documents.max-bytes",
                        defaults.maxBytes(),
                        integer(1 << 10, DocumentSettings.LARGEST_BYTES, "bytes"),
                        "of an uploaded file, about, and no more than an eighth of the heap; a larger one is refused with 413"),
                in.read(
                        "dupcheck.gateway.documents.at-once",
                        defaults.atOnce(),
                        integer(1, 64, "files"),
                        "read at once, each in a process of its own; one more is refused with 503"),
                in.read(
                        "dupcheck.gateway.documents.timeout",
                        defaults.timeout(),
                        duration(SECOND, HOUR),
                        "for the reading of one file"),
                in.read(
                        "dupcheck.gateway.documents.memory",
                        defaults.memoryMiB(),
                        integer(64, 4_096, "MiB"),
                        "heap of a process that reads files; it is started with the first file"));
    }

    private static VerdictCacheSettings verdictCache(SettingsReader in) {
        VerdictCacheSettings defaults = VerdictCacheSettings.DEFAULT;
        return new VerdictCacheSettings(
                in.read(
                        "dupcheck.gateway.verdict-cache-bytes",
                        (int) defaults.maxBytes(),
                        integer(0, 1 << 30, "bytes"),
                        "of verdicts that are kept in memory to be read again, about, and no more than an eighth of the"
                                + " heap; 0 for none"),
                in.read(
                        "dupcheck.gateway.verdict-cache-lag",
                        defaults.lag(),
                        duration(Duration.ZERO, SECOND),
                        "how far behind the database a verdict may be told, at most; 0 has each read ask it for"
                                + " changes"),
                in.read(
                        "dupcheck.gateway.verdict-cache-unknown-for",
                        defaults.unknownFor(),
                        duration(MILLI, HOUR),
                        "how long it is kept that there is no such verdict; one that appears is seen all the same"));
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

    private static CorpusSyncSettings corpusSync(SettingsReader in, ConsumerSettings consuming) {
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
}
