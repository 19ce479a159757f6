package org.dupcheck.store.workorders;

import org.dupcheck.contract.ResultState;

/**
 * Where the work order of a revision stands, and the verdict that the applicant was last told of.
 *
 * @param declined whether the applicant has decided to withdraw it
 * @param containment of that verdict, 0 to 1
 */
public record ToldVerdict(
        WorkOrderState state, boolean declined, String verdictId, ResultState resultState, double containment) {
    /**
     * Whether another verdict of the same text is news for the applicant.
     *
     * @param moves how far the containment has to move, 0 to 1
     */
    public boolean isOvertakenBy(ResultState nextResult, double nextContainment, double moves) {
        return nextResult != resultState || Math.abs(nextContainment - containment) >= moves;
    }
}
