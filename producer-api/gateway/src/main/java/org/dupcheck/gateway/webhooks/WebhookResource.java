package org.dupcheck.gateway.webhooks;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.RequestBody;

/** The registry of the addresses that hear of documents. A secret is told to whoever has it made, once. */
public final class WebhookResource {
    private final Gate gate;
    private final WebhookService service;
    private final JsonCodec requests;

    /** @param requests that refuses fields it does not know */
    public WebhookResource(Gate gate, WebhookService service, JsonCodec requests) {
        this.gate = gate;
        this.service = service;
        this.requests = requests;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        String path = Links.API + "/webhooks";
        String one = path + "/{webhookId}";
        routes.get(path, Parameters.only(this::list, "type"), Role.MODULE, Role.OPERATOR);
        routes.post(path, Parameters.only(this::add), Role.MODULE, Role.OPERATOR);
        routes.delete(one, Parameters.only(this::delete), Role.MODULE, Role.OPERATOR);
        routes.post(one + "/rotate", Parameters.only(this::rotate), Role.MODULE, Role.OPERATOR);
        routes.post(one + "/test", Parameters.only(this::test), Role.MODULE, Role.OPERATOR);
        routes.post(one + "/disable", Parameters.only(this::disable), Role.MODULE, Role.OPERATOR);
    }

    /** All that there are. */
    private record WebhookList(List<WebhookAnswer> webhooks) {}

    private void list(Context ctx) {
        String type = gate.typeOfList(ctx, Parameters.optional(ctx, "type"));
        Answers.json(
                ctx,
                200,
                new WebhookList(
                        service.list(type).stream().map(WebhookAnswer::of).toList()));
    }

    private void add(Context ctx) throws IOException {
        WebhookRequest request = requests.read(RequestBody.read(ctx), WebhookRequest.class);
        gate.requireType(ctx, request.type(), "businessType");
        answer(ctx, 201, service.add(gate.caller(ctx), request.businessType(), request.url(), request.events()));
    }

    private void rotate(Context ctx) {
        answer(ctx, 200, service.rotate(gate.caller(ctx), id(ctx)));
    }

    /** Nobody on the way keeps a secret. */
    private static void answer(Context ctx, int status, WebhookService.Made made) {
        ctx.header("Cache-Control", "no-store");
        Answers.json(ctx, status, WebhookAnswer.of(made.endpoint(), made.secret()));
    }

    private void test(Context ctx) {
        service.test(gate.caller(ctx), id(ctx));
        ctx.status(202);
    }

    private void disable(Context ctx) {
        service.disable(gate.caller(ctx), id(ctx));
        ctx.status(204);
    }

    private void delete(Context ctx) {
        service.delete(gate.caller(ctx), id(ctx));
        ctx.status(204);
    }

    private static String id(Context ctx) {
        return Parameters.path(ctx, "webhookId");
    }
}
