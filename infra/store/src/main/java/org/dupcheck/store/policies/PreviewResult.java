package org.dupcheck.store.policies;

import java.util.List;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ResultState;

/**
 * What a draft policy would change. Both sides were found anew in the same reference set with the same statistics, so every
 * difference is the policy's. A verdict may stand in several of the numbers.
 *
 * @param corpusVersion the reference set that was compared with
 * @param statisticsVersion the statistics that were used
 * @param policyVersion the policy in force, which {@code before} is under; 0: the built-in one
 * @param sampled stored checks that were compared under both
 * @param notChecked stored checks that could not be compared, or whose text has gone meanwhile
 * @param toDuplicates verdicts that would turn from NONE to DUPLICATES
 * @param toNone verdicts that would turn from DUPLICATES to NONE
 * @param containmentMoved verdicts with another containment
 * @param reasonsChanged verdicts whose work order would wait for other reasons, or for none
 * @param changed those that differ in one of these, up to {@value #MAX_CHANGED}: first what turns, then by how far the
 *     containment moves
 */
public record PreviewResult(
        long corpusVersion,
        long statisticsVersion,
        long policyVersion,
        int sampled,
        int notChecked,
        int toDuplicates,
        int toNone,
        int containmentMoved,
        int reasonsChanged,
        List<Changed> changed) {
    /** Verdicts named in a result; the numbers count all. */
    public static final int MAX_CHANGED = 100;

    /** Copies the list; checks nothing. */
    public PreviewResult {
        changed = List.copyOf(changed);
    }

    /**
     * A verdict that would be another one.
     *
     * @param verdictId of the stored verdict of that check
     */
    public record Changed(
            String businessType,
            String businessId,
            String verdictId,
            Sides<ResultState> resultState,
            Sides<Double> containment,
            Sides<List<ConfirmationReason>> confirmationReasons) {}

    /**
     * A figure on both sides.
     *
     * @param before under the policy in force
     * @param after under the draft
     */
    public record Sides<T>(T before, T after) {
        /** Whether both are the same. */
        public boolean same() {
            return before.equals(after);
        }
    }
}
