package org.dupcheck.gateway;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.VerdictQueries.Stored;
import org.dupcheck.runtime.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Takes the applicant's decision on a verdict. That the verdict is the current one is looked up here as a service to
 * the applicant; what counts is the notifier's own look, under the row's lock.
 */
final class ConfirmationResource {
    private final Database database;
    private final JsonCodec codec;
    private final Publishing publishing;
    private final AcceptedSubmissions accepted;
    private final Clock clock;
    private final Executor executor;

    ConfirmationResource(
            Database database,
            JsonCodec codec,
            Publishing publishing,
            AcceptedSubmissions accepted,
            Clock clock,
            Executor executor) {
        this.database = database;
        this.codec = codec;
        this.publishing = publishing;
        this.accepted = accepted;
        this.clock = clock;
        this.executor = executor;
    }

    void addTo(RoutesConfig routes) {
        routes.post(Links.API + "/verdicts/{verdictId}/confirmation", this::confirm);
    }

    private void confirm(Context ctx) throws IOException {
        String verdictId = Parameters.path(ctx, "verdictId");
        ConfirmationRequest request = codec.read(RequestBody.read(ctx), ConfirmationRequest.class);
        BusinessKey key = currentKey(verdictId);
        ConfirmationEvent event = new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                verdictId,
                request.decision(),
                request.reason(),
                request.userId(),
                Instant.now(clock));
        Map<String, String> links = Links.check(key, verdictId);
        Answers.later(
                ctx,
                publishing.publish(event),
                executor,
                sent -> Answers.json(
                        ctx,
                        202,
                        new Confirmed(key.businessType(), key.businessId(), verdictId, event.decision(), links)));
    }

    private BusinessKey currentKey(String verdictId) {
        return database.read(session -> {
            Stored verdict = VerdictQueries.find(session, verdictId)
                    .orElseThrow(() -> ProblemException.notFound("there is no such verdict"));
            boolean current = VerdictQueries.current(session, verdict.key())
                    .filter(verdictId::equals)
                    .isPresent();
            boolean newerOnItsWay = accepted.find(verdict.key())
                    .filter(newest -> newest.revision() > verdict.revision())
                    .isPresent();
            if (!current || newerOnItsWay) {
                throw new ProblemException(
                        ErrorCode.STALE_VERDICT, null, "the verdict is no longer the document's current one");
            }
            return verdict.key();
        });
    }

    /** The body. What is missing is refused when the event is. */
    record ConfirmationRequest(
            Decision decision,
            @Nullable String reason,
            @Nullable String userId) {}

    /** The answer. */
    record Confirmed(
            String businessType, String businessId, String verdictId, Decision decision, Map<String, String> links) {}
}
