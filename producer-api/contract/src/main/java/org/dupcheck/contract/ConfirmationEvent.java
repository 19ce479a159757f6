package org.dupcheck.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The applicant's decision, bound to one verdict; without effect once that verdict is no longer the current one. */
public record ConfirmationEvent(
        String businessType,
        String businessId,
        String verdictId,
        Decision decision,
        @Nullable String reason,
        @Nullable String userId,
        Instant occurredAt)
        implements Message {

    @Override
    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
