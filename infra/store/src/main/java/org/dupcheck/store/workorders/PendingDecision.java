package org.dupcheck.store.workorders;

import org.dupcheck.contract.Decision;
import org.jspecify.annotations.Nullable;

/**
 * An applicant's decision whose effect is not known yet.
 *
 * @param userId whom it names; null for nobody
 * @param sentBy who had it sent; null where that is not known
 */
public record PendingDecision(
        String verdictId,
        Decision decision,
        @Nullable String reason,
        @Nullable String userId,
        @Nullable String sentBy) {
    /** Who is noted as the one who decided. */
    public @Nullable String decidedBy() {
        return userId == null ? sentBy : userId;
    }
}
