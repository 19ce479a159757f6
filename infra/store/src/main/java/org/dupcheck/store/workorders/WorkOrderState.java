package org.dupcheck.store.workorders;

/** Where a work order stands; the names are what {@code work_order.state} holds. {@link Transitions} has the ways between. */
public enum WorkOrderState {
    /** A revision is being checked, or waits for it. */
    WAITING_CHECK,
    /** Its check failed, and is not tried again by itself. */
    CHECK_FAILED,
    /** The applicant is asked to confirm. */
    AWAITING_CONFIRMATION,
    /** The applicant has confirmed, and a reviewer has to agree. */
    AWAITING_REVIEW,
    /** The business module is told to submit it. */
    SUBMITTED,
    /** Taken back: by the applicant, by the module, or returned by a reviewer. */
    WITHDRAWN,
    /** Nobody has confirmed in time. */
    EXPIRED
}
