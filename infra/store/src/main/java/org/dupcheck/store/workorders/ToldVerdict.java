package org.dupcheck.store.workorders;

import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ResultState;
import org.jspecify.annotations.Nullable;

/**
 * The verdict that the applicant of a work order was last told of, or has decided on since.
 *
 * @param containment of that verdict, 0 to 1
 * @param pending whether other open submissions were a reason to ask
 * @param clean whether it submitted by itself
 * @param same whether the current verdict says just the same of the same content
 * @param asked whether it was told as a question that nobody has answered since
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
        boolean asked,
        @Nullable PendingDecision confirmed) {
    /**
     * Whether the question that the current verdict puts is put already, or answered. It is neither where the applicant has
     * decided on another answer, however little other, or was told of the answer when there was nothing to decide.
     */
    public boolean settlesQuestion() {
        return confirmed == null ? asked : same;
    }

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
