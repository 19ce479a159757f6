package org.dupcheck.gateway.webhooks;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.store.Store;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.webhooks.WebhookEndpoint;
import org.dupcheck.store.webhooks.WebhookEndpoints;

/**
 * The registry of the addresses that hear of documents. Written to the database at once, for only what stands there is ever
 * called. A secret is told to whoever has it made, once.
 */
public final class WebhookResource {
    /** How long the secret of before signs beside the new one. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    /** Of all types together; the list has no pages. */
    private static final int MAX_LISTED = 1_000;

    private static final int MAX_ID_LENGTH = 36;

    private final Gate gate;
    private final Store store;
    private final JsonCodec requests;
    private final OutgoingRules rules;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param requests that refuses fields it does not know
     * @param rules which addresses may be registered
     */
    public WebhookResource(Gate gate, Store store, JsonCodec requests, OutgoingRules rules, Clock clock) {
        this.gate = gate;
        this.store = store;
        this.requests = requests;
        this.rules = rules;
        this.clock = clock;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        String path = Links.API + "/webhooks";
        routes.get(path, Parameters.only(this::list, "type"), Role.MODULE, Role.OPERATOR);
        routes.post(path, Parameters.only(this::add), Role.MODULE, Role.OPERATOR);
        routes.delete(path + "/{webhookId}", Parameters.only(this::delete), Role.MODULE, Role.OPERATOR);
        routes.post(path + "/{webhookId}/rotate", Parameters.only(this::rotate), Role.MODULE, Role.OPERATOR);
    }

    /** All that there are. */
    private record WebhookList(List<WebhookAnswer> webhooks) {}

    private void list(Context ctx) {
        String type = gate.typeOfList(ctx, Parameters.optional(ctx, "type"));
        List<WebhookEndpoint> all =
                store.read(tables -> tables.webhookEndpoints().list(type, MAX_LISTED, clock.instant()));
        Answers.json(
                ctx, 200, new WebhookList(all.stream().map(WebhookAnswer::of).toList()));
    }

    private void add(Context ctx) throws IOException {
        WebhookRequest request = requests.read(RequestBody.read(ctx), WebhookRequest.class);
        String type = request.type();
        gate.requireType(ctx, type, "businessType");
        WebhookEndpoint endpoint = new WebhookEndpoint(
                UUID.randomUUID().toString(),
                type,
                request.address(rules),
                request.wanted(),
                List.of(WebhookSecret.random(random)),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                gate.caller(ctx).name(),
                null,
                null);
        if (!store.inTransaction(tables -> add(tables, endpoint, ctx))) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY_WEBHOOKS,
                    null,
                    "this type has " + WebhookEndpoints.MAX_OF_TYPE + " webhooks already; delete one first");
        }
        answer(ctx, 201, WebhookAnswer.of(endpoint, endpoint.secrets().get(0)));
    }

    private boolean add(Transaction tables, WebhookEndpoint endpoint, Context ctx) {
        boolean added = tables.webhookEndpoints().add(endpoint);
        if (added) {
            audit(tables, AuditAction.WEBHOOK_ADDED, endpoint, ctx);
        }
        return added;
    }

    /** The address can hold what is nobody's to read; its id says which it is. */
    private void audit(Transaction tables, AuditAction action, WebhookEndpoint endpoint, Context ctx) {
        tables.auditLog()
                .add(AuditEntry.of(
                        action,
                        endpoint.businessType(),
                        endpoint.endpointId(),
                        null,
                        gate.caller(ctx).subject()));
    }

    private void rotate(Context ctx) {
        WebhookEndpoint endpoint = find(ctx);
        String secret = WebhookSecret.random(random);
        Instant until = clock.instant().plus(OVERLAP);
        store.run(tables -> {
            tables.webhookEndpoints().rotate(endpoint.endpointId(), secret, until);
            audit(tables, AuditAction.WEBHOOK_SECRET_REPLACED, endpoint, ctx);
        });
        answer(ctx, 200, WebhookAnswer.of(endpoint, secret));
    }

    /** Nobody on the way keeps a secret. */
    private static void answer(Context ctx, int status, WebhookAnswer webhook) {
        ctx.header("Cache-Control", "no-store");
        Answers.json(ctx, status, webhook);
    }

    private void delete(Context ctx) {
        WebhookEndpoint endpoint = find(ctx);
        store.run(tables -> {
            tables.webhookEndpoints().delete(endpoint.endpointId());
            audit(tables, AuditAction.WEBHOOK_DELETED, endpoint, ctx);
            tables.deliveries().voidOfEndpoint(endpoint.endpointId(), "the endpoint was deleted", clock.instant());
        });
        ctx.status(204);
    }

    private WebhookEndpoint find(Context ctx) {
        String id = Parameters.path(ctx, "webhookId");
        if (id.length() > MAX_ID_LENGTH) {
            throw unknown();
        }
        return store.read(tables -> tables.webhookEndpoints().find(id, clock.instant()))
                .filter(endpoint -> gate.covers(ctx, endpoint.businessType()))
                .orElseThrow(WebhookResource::unknown);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("there is no such webhook");
    }
}
