package org.dupcheck.gateway.retries;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.CommandView;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;
import org.jspecify.annotations.Nullable;

/** Lists commands and messages, and has what came to no good end done once more. */
public final class RetryResource {
    private static final String COMMANDS = Links.API + "/work-order-commands";
    private static final String DELIVERIES = Links.API + "/deliveries";

    private final Gate gate;
    private final RetryService service;
    private final Lists lists;
    private final Executor executor;

    /** @param executor writes the answers */
    public RetryResource(Gate gate, RetryService service, Lists lists, Executor executor) {
        this.gate = gate;
        this.service = service;
        this.lists = lists;
        this.executor = executor;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(Links.API + "/checks/{type}/{id}/retry", Parameters.only(this::retryCheck), Role.OPERATOR);
        routes.get(
                COMMANDS,
                Parameters.only(this::commands, "state", "type", "after", "limit"),
                Role.OPERATOR,
                Role.AUDITOR);
        routes.post(COMMANDS + "/{commandId}/retry", Parameters.only(this::retryCommand), Role.OPERATOR);
        routes.get(
                DELIVERIES,
                Parameters.only(this::deliveries, "channel", "state", "type", "after", "limit"),
                Role.OPERATOR,
                Role.AUDITOR);
        routes.post(DELIVERIES + "/{deliveryId}/resend", Parameters.only(this::resend), Role.OPERATOR);
    }

    /** A check that was begun again, as it is told of a submission that was accepted. */
    private record Retried(
            String businessType, String businessId, long revision, CheckState state, Map<String, String> links) {}

    private void retryCheck(Context ctx) {
        BusinessKey key = gate.document(ctx);
        Answers.later(ctx, service.retryCheck(gate.caller(ctx), key), executor, revision -> {
            Map<String, String> links = Links.accepted(CheckKey.document(key));
            ctx.header("Location", String.valueOf(links.get("self")));
            Answers.json(
                    ctx, 202, new Retried(key.businessType(), key.businessId(), revision, CheckState.QUEUED, links));
        });
    }

    private void commands(Context ctx) {
        KeysetPage<CommandViews.Listed> found = lists.commands(
                Parameters.optionalEnum(ctx, "state", CommandState.class),
                gate.typeOfList(ctx, Parameters.optional(ctx, "type")),
                Parameters.optional(ctx, "after"),
                Parameters.limit(ctx));
        Answers.json(ctx, 200, new CommandPage(found.shownAs(CommandView::of), found.next()));
    }

    private void retryCommand(Context ctx) {
        service.retryCommand(gate.caller(ctx), Parameters.path(ctx, "commandId"));
        ctx.status(202);
    }

    private void deliveries(Context ctx) {
        // what went by which channel is told only after the caller's right to ask
        String type = gate.typeOfList(ctx, Parameters.optional(ctx, "type"));
        DeliveryViews.Filter filter = new DeliveryViews.Filter(
                lists.channel(Parameters.optional(ctx, "channel")),
                Parameters.optionalEnum(ctx, "state", DeliveryState.class),
                type,
                null);
        KeysetPage<DeliveryViews.Listed> found =
                lists.deliveries(filter, Parameters.optional(ctx, "after"), Parameters.limit(ctx));
        Answers.json(ctx, 200, new DeliveryPage(found.shownAs(DeliveryView::of), found.next()));
    }

    private void resend(Context ctx) {
        service.resend(gate.caller(ctx), Parameters.path(ctx, "deliveryId"));
        ctx.status(202);
    }

    private record CommandPage(
            List<CommandView> commands, @Nullable String next) {}

    /** A command as it is written. */
    private record DeliveryPage(
            List<DeliveryView> deliveries, @Nullable String next) {}

    /** A message as it is written, without address and text. */
    private record DeliveryView(
            String deliveryId,
            String channel,
            String businessType,
            String businessId,
            long revision,
            @Nullable String kind,
            DeliveryState state,
            int attempts,
            @Nullable String error,
            Instant createdAt,
            Instant updatedAt) {
        static DeliveryView of(DeliveryViews.Listed listed) {
            return new DeliveryView(
                    listed.deliveryId(),
                    listed.channel(),
                    listed.key().businessType(),
                    listed.key().businessId(),
                    listed.revision(),
                    listed.kind(),
                    listed.state(),
                    listed.attempts(),
                    listed.error(),
                    listed.createdAt(),
                    listed.updatedAt());
        }
    }
}
