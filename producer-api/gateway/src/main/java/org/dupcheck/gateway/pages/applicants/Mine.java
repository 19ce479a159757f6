package org.dupcheck.gateway.pages.applicants;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.reviews.OwnSubmissions;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * One of an applicant's documents as its line is shown.
 *
 * @param inForce the verdict without what reviewers left out; null where nothing is
 * @param underWay what was decided on its verdict, while the database may not know it yet; null for nothing
 */
public record Mine(
        OwnSubmissions.Line line,
        @Nullable Verdict inForce,
        @Nullable Decision underWay) {
    /** The figure in force, 0 to 1. */
    public double containment() {
        return inForce == null ? line.containment() : inForce.containment();
    }

    public int longestRun() {
        return inForce == null ? line.longestRun() : inForce.longestRun();
    }

    /** Sources that count. */
    public int sources() {
        return inForce == null ? line.sources() : inForce.matches().size();
    }

    /** The result in force; null while there is none. */
    public @Nullable ResultState resultState() {
        return inForce == null ? line.resultState() : inForce.resultState();
    }

    /** Where it is edited. */
    public String editPath() {
        return WritePage.path(line.key());
    }

    /** The title, else the document's id. */
    public String name() {
        String title = line.title();
        return title == null || title.isBlank() ? line.key().businessId() : title;
    }

    /** Whether the applicant is to decide now. */
    public boolean asks() {
        return line.orderState() == WorkOrderState.AWAITING_CONFIRMATION
                && line.state() == CheckState.FINISHED
                && line.verdictId() != null
                && underWay == null;
    }

    /** Whether it can be taken back, and nobody is asked about it. */
    public boolean canBeWithdrawn() {
        return !asks()
                && underWay == null
                && line.state() != CheckState.WITHDRAWN
                && line.orderState() != WorkOrderState.SUBMITTED
                && line.orderState() != WorkOrderState.EXPIRED
                && line.orderState() != WorkOrderState.WITHDRAWN;
    }

    /** Whether its work order has been submitted. */
    public boolean isSubmitted() {
        return line.orderState() == WorkOrderState.SUBMITTED;
    }

    /** Why it asks. A reason that this version does not know is left out. */
    public List<ConfirmationReason> reasons() {
        List<ConfirmationReason> known = new ArrayList<>();
        for (ConfirmationReason reason : ConfirmationReason.values()) {
            if (line.reasons().contains(reason.name())) {
                known.add(reason);
            }
        }
        return known;
    }
}
