package org.dupcheck.gateway;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import org.dupcheck.gateway.access.oidc.OidcSettings;
import org.dupcheck.gateway.cache.VerdictCacheSettings;
import org.dupcheck.gateway.documents.DocumentSettings;
import org.dupcheck.gateway.events.StreamBounds;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.gateway.http.Loopback;
import org.dupcheck.gateway.limits.RateLimitSettings;
import org.dupcheck.gateway.pages.frame.FrameAncestors;
import org.dupcheck.gateway.receipts.ReceiptSource;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.Require;

/**
 * Settings of the gateway.
 *
 * @param http where it listens and how
 * @param auth how callers are authenticated
 * @param brokerTimeout how long a request waits for Kafka's acknowledgement before it is answered with 503
 * @param maxWaiters requests that may wait for a verdict ({@code waitMs}) at once; further ones are answered with 503
 * @param maxStreams server-sent event streams open at once; further ones are answered with 503
 * @param streamDuration after which a stream ends; the client opens a new one
 * @param heartbeat how often a silent stream sends a comment, so that proxies keep it open
 * @param pollPeriod how often the database is asked while somebody waits, at least 1 ms
 * @param rememberedSubmissions accepted submissions remembered until the check role has begun them
 * @param rememberedFor for how long, at most
 * @param verdictCache how verdicts are kept to be read again
 * @param documents how uploaded files are read
 * @param webhookRules which addresses may be registered to be called
 * @param smsReceipts the providers of SMS whose receipts are taken, by name
 * @param rateLimits how many requests there may be
 * @param idempotencyKeys how long the key of a request is known, with its answer
 * @param frameAncestors who may show the applicants' form within a page of theirs
 * @param pagesZone the time zone of pages for people who have named none
 */
public record GatewaySettings(
        HttpSettings http,
        Auth auth,
        Duration brokerTimeout,
        int maxWaiters,
        int maxStreams,
        Duration streamDuration,
        Duration heartbeat,
        Duration pollPeriod,
        int rememberedSubmissions,
        Duration rememberedFor,
        VerdictCacheSettings verdictCache,
        DocumentSettings documents,
        OutgoingRules webhookRules,
        Map<String, ReceiptSource> smsReceipts,
        RateLimitSettings rateLimits,
        Duration idempotencyKeys,
        FrameAncestors frameAncestors,
        ZoneId pagesZone)
        implements StreamBounds {
    public static final Duration DEFAULT_BROKER_TIMEOUT = Duration.ofSeconds(5);
    public static final int DEFAULT_MAX_WAITERS = 10_000;
    public static final int DEFAULT_MAX_STREAMS = 1_000;
    public static final Duration DEFAULT_STREAM_DURATION = Duration.ofMinutes(10);
    public static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(15);
    public static final Duration DEFAULT_POLL_PERIOD = Duration.ofMillis(2);
    public static final int DEFAULT_REMEMBERED_SUBMISSIONS = 100_000;
    public static final Duration DEFAULT_REMEMBERED_FOR = Duration.ofMinutes(30);
    public static final Duration DEFAULT_IDEMPOTENCY_KEYS = Duration.ofDays(1);
    public static final ZoneId DEFAULT_PAGES_ZONE = ZoneId.of("Asia/Shanghai");

    /** The defaults. */
    public static final GatewaySettings DEFAULT = new GatewaySettings(
            HttpSettings.DEFAULT,
            Auth.OFF,
            DEFAULT_BROKER_TIMEOUT,
            DEFAULT_MAX_WAITERS,
            DEFAULT_MAX_STREAMS,
            DEFAULT_STREAM_DURATION,
            DEFAULT_HEARTBEAT,
            DEFAULT_POLL_PERIOD,
            DEFAULT_REMEMBERED_SUBMISSIONS,
            DEFAULT_REMEMBERED_FOR,
            VerdictCacheSettings.DEFAULT,
            DocumentSettings.DEFAULT,
            OutgoingRules.STRICT,
            Map.of(),
            RateLimitSettings.DEFAULT,
            DEFAULT_IDEMPOTENCY_KEYS,
            FrameAncestors.NONE,
            DEFAULT_PAGES_ZONE);

    public GatewaySettings {
        smsReceipts = Map.copyOf(smsReceipts);
        Require.that(brokerTimeout.toMillis() >= 1, "brokerTimeout: at least 1 ms expected");
        Require.that(maxWaiters >= 1, "maxWaiters: at least 1 expected");
        Require.that(maxStreams >= 1, "maxStreams: at least 1 expected");
        Require.that(streamDuration.toMillis() >= 1, "streamDuration: at least 1 ms expected");
        Require.that(heartbeat.toMillis() >= 1, "heartbeat: at least 1 ms expected");
        Require.that(pollPeriod.toMillis() >= 1, "pollPeriod: at least 1 ms expected");
        Require.that(rememberedSubmissions >= 1, "rememberedSubmissions: at least 1 expected");
        Require.that(rememberedFor.toMillis() >= 1, "rememberedFor: at least 1 ms expected");
        Require.that(idempotencyKeys.toMillis() >= 1, "idempotencyKeys: at least 1 ms expected");
        OidcSettings oidc = auth.oidc();
        Require.that(
                oidc == null || oidc.publicUrl() != null || Loopback.isHost(http.host()),
                "public-url: is missing, as people come from other machines");
        Require.that(
                documents.maxBytes() <= http.bodyMemoryBytes(),
                "documents.maxBytes: no more than the memory for bodies expected, which is " + http.bodyMemoryBytes());
    }

    /** The defaults at another address. */
    public static GatewaySettings at(String host, int port) {
        return DEFAULT.withHttp(HttpSettings.DEFAULT.withAddress(host, port));
    }

    /** The same with another server. */
    public GatewaySettings withHttp(HttpSettings newHttp) {
        return with(copy -> copy.http = newHttp);
    }

    /** The same with another way to tell who asks. */
    public GatewaySettings withAuth(Auth newAuth) {
        return with(copy -> copy.auth = newAuth);
    }

    /** The same with other bounds for those who wait. */
    public GatewaySettings withBounds(int newMaxWaiters, int newMaxStreams) {
        return with(copy -> {
            copy.maxWaiters = newMaxWaiters;
            copy.maxStreams = newMaxStreams;
        });
    }

    /** The same with other times for streams. */
    public GatewaySettings withStreams(Duration newStreamDuration, Duration newHeartbeat) {
        return with(copy -> {
            copy.streamDuration = newStreamDuration;
            copy.heartbeat = newHeartbeat;
        });
    }

    /** The same with another patience for Kafka. */
    public GatewaySettings withBrokerTimeout(Duration newBrokerTimeout) {
        return with(copy -> copy.brokerTimeout = newBrokerTimeout);
    }

    /** The same with another way of keeping verdicts. */
    public GatewaySettings withVerdictCache(VerdictCacheSettings newVerdictCache) {
        return with(copy -> copy.verdictCache = newVerdictCache);
    }

    /** The same with another way of reading files. */
    public GatewaySettings withDocuments(DocumentSettings newDocuments) {
        return with(copy -> copy.documents = newDocuments);
    }

    /** The same with other addresses that may be registered. */
    public GatewaySettings withWebhookRules(OutgoingRules newRules) {
        return with(copy -> copy.webhookRules = newRules);
    }

    /** The same with other providers whose receipts are taken. */
    public GatewaySettings withSmsReceipts(Map<String, ReceiptSource> newSources) {
        return with(copy -> copy.smsReceipts = newSources);
    }

    /** The same with other bounds for requests. */
    public GatewaySettings withRateLimits(RateLimitSettings newRateLimits) {
        return with(copy -> copy.rateLimits = newRateLimits);
    }

    /** The same with other sites that may show the form. */
    public GatewaySettings withFrameAncestors(FrameAncestors newAncestors) {
        return with(copy -> copy.frameAncestors = newAncestors);
    }

    /** The same with another time zone of pages. */
    public GatewaySettings withPagesZone(ZoneId newZone) {
        return with(copy -> copy.pagesZone = newZone);
    }

    private GatewaySettings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.settings();
    }

    /** All components once more, to change some of them. */
    private static final class Copy {
        private HttpSettings http;
        private Auth auth;
        private Duration brokerTimeout;
        private int maxWaiters;
        private int maxStreams;
        private Duration streamDuration;
        private Duration heartbeat;
        private Duration pollPeriod;
        private int rememberedSubmissions;
        private Duration rememberedFor;
        private VerdictCacheSettings verdictCache;
        private DocumentSettings documents;
        private OutgoingRules webhookRules;
        private Map<String, ReceiptSource> smsReceipts;
        private RateLimitSettings rateLimits;
        private Duration idempotencyKeys;
        private FrameAncestors frameAncestors;
        private ZoneId pagesZone;

        Copy(GatewaySettings of) {
            http = of.http;
            auth = of.auth;
            brokerTimeout = of.brokerTimeout;
            maxWaiters = of.maxWaiters;
            maxStreams = of.maxStreams;
            streamDuration = of.streamDuration;
            heartbeat = of.heartbeat;
            pollPeriod = of.pollPeriod;
            rememberedSubmissions = of.rememberedSubmissions;
            rememberedFor = of.rememberedFor;
            verdictCache = of.verdictCache;
            documents = of.documents;
            webhookRules = of.webhookRules;
            smsReceipts = of.smsReceipts;
            rateLimits = of.rateLimits;
            idempotencyKeys = of.idempotencyKeys;
            frameAncestors = of.frameAncestors;
            pagesZone = of.pagesZone;
        }

        GatewaySettings settings() {
            return new GatewaySettings(
                    http,
                    auth,
                    brokerTimeout,
                    maxWaiters,
                    maxStreams,
                    streamDuration,
                    heartbeat,
                    pollPeriod,
                    rememberedSubmissions,
                    rememberedFor,
                    verdictCache,
                    documents,
                    webhookRules,
                    smsReceipts,
                    rateLimits,
                    idempotencyKeys,
                    frameAncestors,
                    pagesZone);
        }
    }
}
