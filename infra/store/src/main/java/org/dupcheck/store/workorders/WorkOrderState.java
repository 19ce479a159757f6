package org.dupcheck.store.workorders;

/** Where a work order stands; the names are what {@code work_order.state} holds. */
public enum WorkOrderState {
    AWAITING_CONFIRMATION,
    SUBMITTED,
    WITHDRAWN
}
