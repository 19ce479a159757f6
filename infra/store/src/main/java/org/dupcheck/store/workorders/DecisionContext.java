package org.dupcheck.store.workorders;

import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.jspecify.annotations.Nullable;

/**
 * How things stand with one verdict that somebody wants to decide on.
 *
 * @param mode what the verdict was made for
 * @param contentHash of what the verdict is about
 * @param asks whether the verdict asks for a confirmation
 * @param current whether it is the verdict of the document's newest check, or content and findings are the same
 * @param newest the verdict of the document's newest check; null where that has none
 * @param orderState of the work order, where it rests on this verdict or on the newest
 * @param decision the one made before on this verdict
 * @param outcome of that decision
 */
public record DecisionContext(
        BusinessKey key,
        long revision,
        Mode mode,
        String contentHash,
        boolean asks,
        boolean current,
        @Nullable String newest,
        @Nullable WorkOrderState orderState,
        @Nullable Decision decision,
        @Nullable DecisionOutcome outcome) {
    public boolean submitted() {
        return orderState == WorkOrderState.SUBMITTED;
    }

    /** The earlier decision, unless it came to nothing. */
    public @Nullable Decision standingDecision() {
        return outcome == DecisionOutcome.STALE ? null : decision;
    }

    public boolean applied() {
        return outcome == DecisionOutcome.APPLIED;
    }
}
