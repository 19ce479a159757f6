package org.dupcheck.gateway.workorders;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Sender;
import org.dupcheck.gateway.common.MessagePublisher;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.workorders.Decisions.Ruling;
import org.jspecify.annotations.Nullable;

/** Takes an applicant's decision: rules on it and publishes it, the same for programs and for pages. Thread-safe. */
public final class DecisionAcceptance {
    private final Decisions decisions;
    private final MessagePublisher publisher;
    private final Clock clock;

    /** @param clock for when it was decided */
    public DecisionAcceptance(Decisions decisions, MessagePublisher publisher, Clock clock) {
        this.decisions = decisions;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Decides on a verdict.
     *
     * @param contentHash of the content that whoever decides has seen; null where that is not said
     * @param isTheirs whether a document is one that whoever asks may decide on; others are told as if there were none
     * @param sender who asks; null where that is not told
     * @return with {@link Ruling#holds} where just this was decided and done before; completes on a thread that must not be
     *     held up
     * @throws ProblemException where the decision can have no effect
     */
    public CompletableFuture<Ruling> decide(
            String verdictId,
            Decision decision,
            @Nullable String reason,
            @Nullable String userId,
            @Nullable String contentHash,
            Predicate<BusinessKey> isTheirs,
            @Nullable Sender sender) {
        Ruling ruling = decisions.rule(verdictId, decision, contentHash, isTheirs);
        if (ruling.holds() != null) {
            return CompletableFuture.completedFuture(ruling);
        }
        ConfirmationEvent event = new ConfirmationEvent(
                ruling.key().businessType(),
                ruling.key().businessId(),
                verdictId,
                decision,
                reason,
                userId,
                Instant.now(clock),
                contentHash);
        return publisher
                .publish(event, sender)
                .whenComplete((sent, failure) -> {
                    if (failure != null) {
                        decisions.forget(verdictId);
                    }
                })
                .thenApply(sent -> ruling);
    }
}
