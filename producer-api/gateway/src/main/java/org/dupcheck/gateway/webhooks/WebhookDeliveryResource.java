package org.dupcheck.gateway.webhooks;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.TimeCursor;
import org.dupcheck.store.Store;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.deliveries.WebhookDelivery;

/** What was sent to webhooks, and sending it anew. */
public final class WebhookDeliveryResource {
    private static final String CHANNEL = "WEBHOOK";
    private static final int MAX_ID_LENGTH = 36;

    private final Gate gate;
    private final Store store;
    private final Clock clock;

    /** @param clock for when something was sent anew */
    public WebhookDeliveryResource(Gate gate, Store store, Clock clock) {
        this.gate = gate;
        this.store = store;
        this.clock = clock;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        String path = Links.API + "/webhooks/deliveries";
        routes.get(
                path,
                Parameters.only(this::list, "type", "state", "webhookId", "after", "limit"),
                Role.MODULE,
                Role.OPERATOR);
        routes.post(path + "/{deliveryId}/resend", Parameters.only(this::resend), Role.MODULE, Role.OPERATOR);
    }

    private void list(Context ctx) {
        WebhookDelivery.Filter filter = new WebhookDelivery.Filter(
                gate.typeOfList(ctx, Parameters.optional(ctx, "type")),
                Parameters.optionalEnum(ctx, "state", DeliveryState.class),
                Parameters.optional(ctx, "webhookId"));
        int limit = Parameters.limit(ctx);
        TimeCursor cursor = TimeCursor.parse(Parameters.optional(ctx, "after"));
        WebhookDelivery.After after = new WebhookDelivery.After(cursor.time(), cursor.id());
        KeysetPage<WebhookDelivery> page = KeysetPage.of(
                store.read(tables -> tables.deliveries().toWebhooks(filter, after, limit + 1)),
                limit,
                last -> new TimeCursor(last.createdAt(), last.deliveryId()).text());
        Answers.json(ctx, 200, new DeliveryPage(page.shown(), page.next()));
    }

    private void resend(Context ctx) {
        String id = Parameters.path(ctx, "deliveryId");
        DeliveryViews.Listed delivery = id.length() > MAX_ID_LENGTH
                ? null
                : store.read(tables -> tables.deliveryViews().find(id))
                        .filter(found -> found.endpointId() != null)
                        .filter(found -> gate.covers(ctx, found.key().businessType()))
                        .orElse(null);
        if (delivery == null) {
            throw ProblemException.notFound("there is no such delivery to a webhook");
        }
        if (!delivery.hasAddress()) {
            throw new ProblemException(ErrorCode.NOTHING_TO_RETRY, null, "the webhook is disabled or deleted");
        }
        boolean again =
                store.inTransaction(tables -> tables.deliveries().resendToWebhook(CHANNEL, id, clock.instant()));
        if (!again) {
            throw new ProblemException(ErrorCode.BEING_SENT, null, "it is just being sent; look again in a minute");
        }
        ctx.status(202);
    }
}
