package org.dupcheck.gateway.workorders;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.gateway.idempotency.IdempotentCalls;
import org.dupcheck.gateway.workorders.Decisions.Ruling;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * Takes the applicant's decision on a verdict: 202 where it is on its way, 200 where just this holds already, 409 where
 * it can have no effect.
 */
public final class ConfirmationResource {
    private final Gate gate;
    private final DecisionAcceptance decisions;
    private final JsonCodec codec;
    private final IdempotentCalls calls;
    private final Executor executor;

    /**
     * @param codec that refuses fields it does not know
     * @param executor writes the answers
     */
    public ConfirmationResource(
            Gate gate, DecisionAcceptance decisions, JsonCodec codec, IdempotentCalls calls, Executor executor) {
        this.gate = gate;
        this.decisions = decisions;
        this.codec = codec;
        this.calls = calls;
        this.executor = executor;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                Links.API + "/verdicts/{verdictId}/confirmation",
                Parameters.only(calls.once(this::confirm)),
                Role.MODULE,
                Role.APPLICANT);
    }

    private void confirm(Context ctx) throws IOException {
        String verdictId = Parameters.path(ctx, "verdictId");
        ConfirmationRequest request = codec.read(RequestBody.read(ctx), ConfirmationRequest.class);
        Decision decision = required(request.decision());
        String userId = gate.actingFor(ctx, request.userId());
        Answers.later(
                ctx,
                decisions.decide(
                        verdictId,
                        decision,
                        request.reason(),
                        userId,
                        request.contentHash(),
                        key -> gate.sees(ctx, key) && isOf(key, userId),
                        gate.caller(ctx).sender()),
                executor,
                ruling -> answer(ctx, ruling.holds() == null ? 202 : 200, ruling, verdictId, decision));
    }

    /** Whether it is that user's, where one is named and it is known whose it is. */
    private boolean isOf(BusinessKey key, @Nullable String userId) {
        return userId == null || gate.owner(key).map(userId::equals).orElse(true);
    }

    private static void answer(Context ctx, int status, Ruling ruling, String verdictId, Decision decision) {
        BusinessKey key = ruling.key();
        Confirmed answer = new Confirmed(
                key.businessType(), key.businessId(), verdictId, decision, ruling.holds(), Links.check(key, verdictId));
        Answers.json(ctx, status, answer);
    }

    private static Decision required(@Nullable Decision decision) {
        if (decision == null) {
            throw new ProblemException(ErrorCode.MISSING_FIELD, "decision", "decision is missing");
        }
        return decision;
    }

    /** The body. What is missing is refused when the event is. */
    record ConfirmationRequest(
            Decision decision,
            @Nullable String reason,
            @Nullable String userId,
            @Nullable String contentHash) {}

    /** @param workOrderState what the same decision, made before, has led to; absent where the decision is on its way */
    record Confirmed(
            String businessType,
            String businessId,
            String verdictId,
            Decision decision,
            @Nullable WorkOrderState workOrderState,
            Map<String, String> links) {}
}
