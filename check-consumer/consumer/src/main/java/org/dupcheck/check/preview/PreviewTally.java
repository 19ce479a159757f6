package org.dupcheck.check.preview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.check.scan.CheckBasis;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.policies.PreviewResult;
import org.dupcheck.store.policies.PreviewResult.Changed;
import org.dupcheck.store.policies.PreviewResult.Sides;

/** Counts what a draft policy would change. It holds no more than what differs, a line each. Used by one thread. */
final class PreviewTally {
    /** Of two that differ alike, the newer check comes first: the sort is stable. */
    private static final Comparator<Changed> LARGEST_FIRST = Comparator.comparing(
                    (Changed one) -> one.resultState().same())
            .thenComparing(Comparator.comparingDouble(PreviewTally::movement).reversed());

    private final List<Changed> changed = new ArrayList<>();
    private int sampled;
    private int notChecked;
    private int toDuplicates;
    private int toNone;
    private int containmentMoved;
    private int reasonsChanged;

    /**
     * Counts one check.
     *
     * @param verdictId of its stored verdict
     */
    void add(String verdictId, Verdict before, Verdict after) {
        sampled++;
        Changed one = new Changed(
                before.businessType(),
                before.businessId(),
                verdictId,
                new Sides<>(before.resultState(), after.resultState()),
                new Sides<>(before.containment(), after.containment()),
                new Sides<>(before.confirmationReasons(), after.confirmationReasons()));
        boolean turns = !one.resultState().same();
        boolean moves = !one.containment().same();
        boolean reasons = !one.confirmationReasons().same();
        if (turns) {
            toDuplicates += after.resultState() == ResultState.DUPLICATES ? 1 : 0;
            toNone += after.resultState() == ResultState.NONE ? 1 : 0;
        }
        containmentMoved += moves ? 1 : 0;
        reasonsChanged += reasons ? 1 : 0;
        if (turns || moves || reasons) {
            changed.add(one);
        }
    }

    /** Counts one that could not be compared. */
    void addNotChecked() {
        notChecked++;
    }

    PreviewResult result(CheckBasis inForce) {
        changed.sort(LARGEST_FIRST);
        return new PreviewResult(
                inForce.references().version(),
                inForce.statistics().corpusVersion(),
                inForce.policy().version(),
                sampled,
                notChecked,
                toDuplicates,
                toNone,
                containmentMoved,
                reasonsChanged,
                changed.subList(0, Math.min(changed.size(), PreviewResult.MAX_CHANGED)));
    }

    private static double movement(Changed one) {
        return Math.abs(one.containment().after() - one.containment().before());
    }
}
