package org.dupcheck.notifier;

/** Where a work order stands; the names are what {@code work_order.state} holds. */
enum WorkOrderState {
    AWAITING_CONFIRMATION,
    SUBMITTED,
    WITHDRAWN
}
