package org.dupcheck.store.workorders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a work order's state.
 *
 * @param reason that the applicant gave for a decision
 * @param userId who decided; null where the check did
 */
public record WorkOrderChange(
        WorkOrderState state,
        long revision,
        @Nullable String verdictId,
        @Nullable String reason,
        @Nullable String userId,
        Instant at) {}
