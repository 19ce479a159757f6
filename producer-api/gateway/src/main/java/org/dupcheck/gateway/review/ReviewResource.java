package org.dupcheck.gateway.review;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.function.Function;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.ReviewRequest;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.Problems;
import org.dupcheck.gateway.http.RequestBody;

/** Takes what a reviewer decides about a verdict and leaves out of it, and tells what holds. */
public final class ReviewResource {
    private static final String PATH = Links.API + "/verdicts/{verdictId}/review";

    private final Reviews reviews;
    private final JsonCodec requests;
    private final Function<Context, Reviewer> reviewer;

    /**
     * @param requests that refuses fields it does not know
     * @param reviewer who asks
     */
    public ReviewResource(Reviews reviews, JsonCodec requests, Function<Context, Reviewer> reviewer) {
        this.reviews = reviews;
        this.requests = requests;
        this.reviewer = reviewer;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, Parameters.only(this::get));
        routes.post(PATH, Parameters.only(this::post));
    }

    private void get(Context ctx) {
        Reviewed reviewed = reviews.read(reviews.require(Parameters.path(ctx, "verdictId")));
        Answers.json(ctx, 200, ReviewAnswer.of(reviewed));
    }

    private void post(Context ctx) throws IOException {
        String verdictId = Parameters.path(ctx, "verdictId");
        ReviewRequest request = requests.read(RequestBody.read(ctx), ReviewRequest.class);
        try {
            Answers.json(ctx, 200, ReviewAnswer.of(reviews.act(verdictId, request, reviewer.apply(ctx))));
        } catch (ReviewConflictException e) {
            Problem problem = Problems.describe(ctx, new ProblemException(e.code(), null, e.detail()));
            Answers.problem(ctx, problem.status(), ReviewAnswer.Conflict.of(problem, e.now()));
        }
    }
}
