package org.dupcheck.gateway.policies;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.policies.PolicyPreviews;

/**
 * Says what a draft policy would change, before anybody saves it. It asks for that in the database, for it needs a scan: a node
 * with the check role takes it up.
 */
public final class PreviewResource {
    /** Stored checks to look at, at most. */
    private static final int MAX_SAMPLE = 1_000;

    private static final int DEFAULT_SAMPLE = 200;
    private static final int DEFAULT_WAIT_MILLIS = 5_000;

    /** Seconds after which one of those that wait may have ended. */
    private static final int RETRY_AFTER = 5;

    private final Gate gate;
    private final Store store;
    private final JsonCodec requests;
    private final JsonCodec codec;
    private final PreviewWaits waits;
    private final Clock clock;
    private final Executor executor;

    /**
     * @param requests that refuses fields it does not know
     * @param codec of what is stored
     * @param executor writes the answers
     */
    public PreviewResource(
            Gate gate,
            Store store,
            JsonCodec requests,
            JsonCodec codec,
            PreviewWaits waits,
            Clock clock,
            Executor executor) {
        this.gate = gate;
        this.store = store;
        this.requests = requests;
        this.codec = codec;
        this.waits = waits;
        this.clock = clock;
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
        int sample = Parameters.number(ctx, "sample", DEFAULT_SAMPLE, 1, MAX_SAMPLE);
        Policy draft = PolicyRequest.read(ctx, requests);
        gate.requireType(ctx, draft.businessType(), "businessType");
        later(ctx, draft.businessType(), wait, () -> ask(draft, sample));
    }

    private String ask(Policy draft, int sample) {
        return store.inTransaction(tables -> tables.policyPreviews().request(codec, draft, sample, clock.instant()))
                .orElseThrow(() -> ProblemException.tooMany(
                        ErrorCode.TOO_MANY_PREVIEWS,
                        PolicyPreviews.MAX_OPEN + " previews wait or run already; come again when one has ended",
                        RETRY_AFTER));
    }

    private void get(Context ctx) {
        String type = PolicyRequest.businessType(ctx);
        gate.requireType(ctx, type, "businessType");
        String previewId = Parameters.path(ctx, "previewId");
        int wait = Parameters.waitMillis(ctx);
        var unused = find(type, previewId).orElseThrow(PreviewResource::unknown);
        later(ctx, type, wait, () -> previewId);
    }

    /** @param preview names the preview to wait for, once there is a place to wait at */
    private void later(Context ctx, String type, int waitMillis, Supplier<String> preview) {
        if (waitMillis == 0) {
            answer(ctx, type, preview.get());
            return;
        }
        waits.reserve();
        String previewId;
        try {
            previewId = preview.get();
        } catch (RuntimeException e) {
            waits.release();
            throw e;
        }
        CompletableFuture<Boolean> ended = waits.await(previewId, Duration.ofMillis(waitMillis));
        Answers.later(ctx, ended, executor, done -> answer(ctx, type, previewId));
    }

    /** 202 alone where somebody has asked for it and it has no end yet. */
    private void answer(Context ctx, String type, String previewId) {
        PolicyPreviews.Row row = find(type, previewId).orElseThrow(PreviewResource::unknown);
        boolean accepted = HandlerType.POST.equals(ctx.method()) && !row.state().isEnd();
        if (accepted) {
            ctx.header("Location", Links.preview(type, previewId));
        }
        Answers.json(ctx, accepted ? 202 : 200, PreviewAnswer.of(row));
    }

    private Optional<PolicyPreviews.Row> find(String type, String previewId) {
        return store.read(tables -> tables.policyPreviews().find(codec, type, previewId));
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("there is no such preview, or its day is over");
    }
}
