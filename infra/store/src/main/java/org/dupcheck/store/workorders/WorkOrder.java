package org.dupcheck.store.workorders;

import java.time.Instant;
import org.dupcheck.contract.BusinessKey;

/**
 * A row of {@code work_order}.
 *
 * @param verdictId the verdict that the state rests on
 */
public record WorkOrder(BusinessKey key, long revision, String verdictId, WorkOrderState state, Instant updatedAt) {}
