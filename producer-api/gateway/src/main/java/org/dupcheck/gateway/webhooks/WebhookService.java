package org.dupcheck.gateway.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WebhookEvent;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.deliveries.NewDelivery;
import org.dupcheck.store.webhooks.WebhookEndpoint;
import org.dupcheck.store.webhooks.WebhookEndpoints;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry of the addresses that hear of documents: the same for programs and for pages. Written to the database at
 * once, for only what stands there is ever called. Thread-safe.
 */
public final class WebhookService {
    /** How long the secret of before signs beside the new one. */
    public static final Duration OVERLAP = Duration.ofDays(1);

    /** What a test is called: no type that anybody can choose, so that all receive it. */
    public static final String TEST = "webhook.test";

    private static final String CHANNEL = "WEBHOOK";

    /** Of all types together; the list has no pages. */
    private static final int MAX_LISTED = 1_000;

    private static final int MAX_ID_LENGTH = 36;
    private static final Set<Role> KEEPERS = Set.of(Role.MODULE, Role.OPERATOR);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookService.class);

    private final Store store;
    private final OutgoingRules rules;
    private final JsonCodec codec;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param rules which addresses may be registered */
    public WebhookService(Store store, OutgoingRules rules, JsonCodec codec, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.codec = codec;
        this.clock = clock;
    }

    /** An address with the secret that was just made for it, which nobody can read again. */
    public record Made(WebhookEndpoint endpoint, String secret) {}

    /** All of a type, or of all types where it is null, the oldest first. */
    public List<WebhookEndpoint> list(@Nullable String type) {
        return store.read(tables -> tables.webhookEndpoints().list(type, MAX_LISTED, clock.instant()));
    }

    /** @throws ProblemException 404 where there is none, or it is for others */
    public WebhookEndpoint find(Caller caller, String id) {
        if (id.length() > MAX_ID_LENGTH) {
            throw absent();
        }
        return store.read(tables -> tables.webhookEndpoints().find(id, clock.instant()))
                .filter(endpoint -> caller.grants().cover(KEEPERS, endpoint.businessType()))
                .orElseThrow(WebhookService::absent);
    }

    /**
     * Registers an address; that its type is the caller's is known.
     *
     * @param events types of events; none, or null, for all
     * @throws ProblemException where a value cannot be, or there are as many as may be
     */
    public Made add(
            Caller caller,
            @Nullable String businessType,
            @Nullable String url,
            @Nullable List<@Nullable String> events) {
        WebhookRequest request = new WebhookRequest(businessType, url, events);
        String secret = WebhookSecret.random(random);
        WebhookEndpoint endpoint = new WebhookEndpoint(
                UUID.randomUUID().toString(),
                request.type(),
                request.address(rules),
                request.wanted(),
                List.of(secret),
                now(),
                caller.name(),
                null,
                null);
        if (!store.inTransaction(tables -> add(tables, caller, endpoint))) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY_WEBHOOKS,
                    null,
                    "this type has " + WebhookEndpoints.MAX_OF_TYPE + " webhooks already; delete one first");
        }
        LOG.info("{} registered the webhook {}", caller.subject(), endpoint.endpointId());
        return new Made(endpoint, secret);
    }

    private static boolean add(Tables tables, Caller caller, WebhookEndpoint endpoint) {
        boolean added = tables.webhookEndpoints().add(endpoint);
        if (added) {
            audit(tables, AuditAction.WEBHOOK_ADDED, caller, endpoint);
        }
        return added;
    }

    /** Of the address it tells the id alone: an address can hold what is nobody's to read. */
    private static void audit(Tables tables, AuditAction action, Caller caller, WebhookEndpoint endpoint) {
        tables.auditLog()
                .add(AuditEntry.of(action, endpoint.businessType(), endpoint.endpointId(), null, caller.subject()));
    }

    /** Another secret signs from now on, and the one of before beside it for {@link #OVERLAP}. */
    public Made rotate(Caller caller, String id) {
        WebhookEndpoint endpoint = find(caller, id);
        String secret = WebhookSecret.random(random);
        store.run(tables -> {
            tables.webhookEndpoints()
                    .rotate(endpoint.endpointId(), secret, clock.instant().plus(OVERLAP));
            audit(tables, AuditAction.WEBHOOK_SECRET_REPLACED, caller, endpoint);
        });
        LOG.info("{} replaced the secret of the webhook {}", caller.subject(), id);
        return new Made(endpoint, secret);
    }

    /** It is called no more, and what waits for it does not go. Stays so; has no effect where it is so. */
    public void disable(Caller caller, String id) {
        WebhookEndpoint endpoint = find(caller, id);
        String reason = "disabled by " + caller.name();
        store.run(tables -> {
            tables.webhookEndpoints().disable(endpoint.endpointId(), reason, now());
            tables.deliveries().voidOfEndpoint(endpoint.endpointId(), reason, now());
            audit(tables, AuditAction.WEBHOOK_DISABLED, caller, endpoint);
        });
        LOG.info("{} disabled the webhook {}", caller.subject(), id);
    }

    /** Forgets an address, and what waits for it. */
    public void delete(Caller caller, String id) {
        WebhookEndpoint endpoint = find(caller, id);
        store.run(tables -> {
            tables.webhookEndpoints().delete(endpoint.endpointId());
            tables.deliveries().voidOfEndpoint(endpoint.endpointId(), "the endpoint was deleted", now());
            audit(tables, AuditAction.WEBHOOK_DELETED, caller, endpoint);
        });
        LOG.info("{} deleted the webhook {}", caller.subject(), id);
    }

    /**
     * Sends a message of type {@link #TEST}, about no document.
     *
     * @throws ProblemException where it is disabled
     */
    public void test(Caller caller, String id) {
        WebhookEndpoint endpoint = find(caller, id);
        if (endpoint.disabledAt() != null) {
            throw new ProblemException(ErrorCode.NOTHING_TO_RETRY, null, "the webhook is disabled");
        }
        Instant now = now();
        String occasion = TEST + " " + UUID.randomUUID();
        WebhookEvent.Data about =
                new WebhookEvent.Data(endpoint.businessType(), "test", 0, null, null, null, null, null, null, Map.of());
        String body = new String(codec.write(new WebhookEvent(TEST, now, about)), StandardCharsets.UTF_8);
        BusinessKey key = new BusinessKey(endpoint.businessType(), "test");
        NewDelivery message =
                new NewDelivery(CHANNEL, key, 0, occasion, TEST, null, null, endpoint.endpointId(), null, body);
        store.run(tables -> tables.deliveries().add(message, now));
        LOG.info("{} sends a test to the webhook {}", caller.subject(), id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ProblemException absent() {
        return ProblemException.notFound("there is no such webhook");
    }
}
