package org.dupcheck.store.workorders;

import org.dupcheck.contract.Decision;
import org.jspecify.annotations.Nullable;

/** An applicant's decision whose effect is not known yet. */
public record PendingDecision(
        String verdictId,
        Decision decision,
        @Nullable String reason,
        @Nullable String userId) {}
