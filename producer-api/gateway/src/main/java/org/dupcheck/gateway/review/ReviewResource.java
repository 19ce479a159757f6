package org.dupcheck.gateway.review;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.ReviewRequest;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.Problems;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.gateway.idempotency.IdempotentCalls;
import org.dupcheck.store.Tables;
import org.dupcheck.store.idempotency.IdempotencyKeys.Try;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/** Takes what a reviewer decides about a verdict and leaves out of it, and tells what holds. */
public final class ReviewResource {
    private static final String PATH = Links.API + "/verdicts/{verdictId}/review";

    private final Gate gate;
    private final Reviews reviews;
    private final JsonCodec requests;
    private final IdempotentCalls calls;

    /**
     * @param requests that refuses fields it does not know
     * @param calls has the same request act once
     */
    public ReviewResource(Gate gate, Reviews reviews, JsonCodec requests, IdempotentCalls calls) {
        this.gate = gate;
        this.reviews = reviews;
        this.requests = requests;
        this.calls = calls;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, Parameters.only(this::get), Role.MODULE, Role.REVIEWER, Role.AUDITOR);
        routes.post(PATH, Parameters.only(calls.once(this::post)), Role.REVIEWER);
    }

    private void get(Context ctx) {
        Answers.json(ctx, 200, ReviewAnswer.of(reviews.read(stored(ctx))));
    }

    private StoredVerdict stored(Context ctx) {
        StoredVerdict stored = reviews.require(Parameters.path(ctx, "verdictId"));
        gate.require(ctx, stored.key(), "there is no such verdict");
        return stored;
    }

    /** In the transaction of the effect, so that a try after a crash knows whether it came to that. */
    private static void mark(Tables tables, @Nullable Try attempt) {
        if (attempt != null && !tables.idempotencyKeys().tookEffect(attempt)) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_IN_USE, null, "the same request is being worked out once more");
        }
    }

    private void post(Context ctx) throws IOException {
        StoredVerdict stored = stored(ctx);
        Caller caller = gate.caller(ctx);
        Reviewer reviewer = new Reviewer(caller.subject(), caller.name());
        ReviewRequest request = requests.read(RequestBody.read(ctx), ReviewRequest.class);
        Try attempt = IdempotentCalls.attempt(ctx).orElse(null);
        if (attempt != null && attempt.tookEffect()) {
            Answers.json(ctx, 200, ReviewAnswer.of(reviews.read(stored)));
            return;
        }
        try {
            Answers.json(
                    ctx, 200, ReviewAnswer.of(reviews.act(stored, request, reviewer, tables -> mark(tables, attempt))));
        } catch (ReviewConflictException e) {
            Problem problem = Problems.describe(ctx, new ProblemException(e.code(), null, e.detail()));
            Answers.problem(ctx, problem.status(), ReviewAnswer.Conflict.of(problem, e.now()));
        }
    }
}
