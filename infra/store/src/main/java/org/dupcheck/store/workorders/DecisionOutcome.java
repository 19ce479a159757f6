package org.dupcheck.store.workorders;

/** What came of an applicant's decision; the names are what {@code confirmation.outcome} holds. */
public enum DecisionOutcome {
    /** The verdict's own event is still to come, and will decide it. */
    PENDING,
    APPLIED,
    /** The verdict was not the current one, or had nothing to decide. */
    STALE
}
