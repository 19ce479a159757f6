package org.dupcheck.store.workorders;

import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ResultState;

/**
 * Where the work order of a revision stands, and the verdict that the applicant was last told of.
 *
 * @param declined whether the applicant has decided to withdraw it
 * @param containment of that verdict, 0 to 1
 * @param pending whether other open submissions were a reason to ask
 */
public record ToldVerdict(
        WorkOrderState state,
        boolean declined,
        String verdictId,
        ResultState resultState,
        double containment,
        boolean pending) {
    /**
     * Whether another verdict of the same text is news for the applicant.
     *
     * @param moves how far the containment has to move, 0 to 1
     */
    public boolean isOvertakenBy(CurrentCheck next, double moves) {
        return next.resultState() != resultState
                || next.reasons().contains(ConfirmationReason.PENDING) != pending
                || Math.abs(next.containment() - containment) >= moves;
    }
}
