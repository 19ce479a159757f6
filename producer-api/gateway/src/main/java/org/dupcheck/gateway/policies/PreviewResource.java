package org.dupcheck.gateway.policies;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.Executor;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.store.policies.PolicyPreviews;

/** Says what a draft policy would change, before anybody saves it. */
public final class PreviewResource {
    /** Stored checks to look at, at most. */
    private static final int MAX_SAMPLE = 1_000;

    private static final int DEFAULT_WAIT_MILLIS = 5_000;

    private final Gate gate;
    private final PreviewService service;
    private final JsonCodec requests;
    private final Executor executor;

    /**
     * @param requests that refuses fields it does not know
     * @param executor writes the answers
     */
    public PreviewResource(Gate gate, PreviewService service, JsonCodec requests, Executor executor) {
        this.gate = gate;
        this.service = service;
        this.requests = requests;
        this.executor = executor;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                Links.API + "/policies/{businessType}/preview",
                Parameters.only(this::request, "sample", "waitMs"),
                Role.OPERATOR);
        routes.get(
                Links.API + "/policies/{businessType}/previews/{previewId}",
                Parameters.only(this::get, "waitMs"),
                Role.OPERATOR);
    }

    private void request(Context ctx) throws IOException {
        int wait = Parameters.waitMillis(ctx, DEFAULT_WAIT_MILLIS);
        int sample = Parameters.number(ctx, "sample", PreviewService.DEFAULT_SAMPLE, 1, MAX_SAMPLE);
        Policy draft = PolicyRequest.read(ctx, requests);
        gate.requireType(ctx, draft.businessType(), "businessType");
        Answers.later(ctx, service.request(draft, sample, wait), executor, row -> answer(ctx, row));
    }

    private void get(Context ctx) {
        String type = PolicyRequest.businessType(ctx);
        gate.requireType(ctx, type, "businessType");
        String previewId = Parameters.path(ctx, "previewId");
        int wait = Parameters.waitMillis(ctx);
        Answers.later(
                ctx,
                service.wait(type, previewId, wait),
                executor,
                row -> Answers.json(ctx, 200, PreviewAnswer.of(row)));
    }

    /** 202 where somebody has asked for it and it has no end yet. */
    private static void answer(Context ctx, PolicyPreviews.Row row) {
        boolean accepted = !row.state().isEnd();
        if (accepted) {
            ctx.header("Location", Links.preview(row.businessType(), row.previewId()));
        }
        Answers.json(ctx, accepted ? 202 : 200, PreviewAnswer.of(row));
    }
}
