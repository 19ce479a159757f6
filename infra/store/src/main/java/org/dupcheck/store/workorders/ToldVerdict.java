package org.dupcheck.store.workorders;

import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ResultState;
import org.jspecify.annotations.Nullable;

/**
 * The verdict that the applicant of a work order was last told of.
 *
 * @param containment of that verdict, 0 to 1
 * @param pending whether other open submissions were a reason to ask
 * @param clean whether it submitted by itself
 * @param same whether the current verdict says just the same of the same content
 * @param confirmed the decision by which the applicant submitted on it; null where there was none
 */
public record ToldVerdict(
        String verdictId,
        String contentHash,
        ResultState resultState,
        double containment,
        boolean pending,
        boolean clean,
        boolean same,
        @Nullable PendingDecision confirmed) {
    /**
     * Whether the current verdict is news for the applicant.
     *
     * @param moves how far the containment has to move where the text is the same, 0 to 1
     */
    public boolean isOvertakenBy(CurrentCheck next, double moves) {
        return !contentHash.equals(next.contentHash())
                || next.resultState() != resultState
                || next.reasons().contains(ConfirmationReason.PENDING) != pending
                || (!verdictId.equals(next.verdictId()) && Math.abs(next.containment() - containment) >= moves);
    }
}
