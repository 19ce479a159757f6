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

    /** The applicant submits in spite of the verdict; to be put together field by field. */
    public static ConfirmationEventBuilder confirm(BusinessKey key, String verdictId, Instant occurredAt) {
        return new ConfirmationEventBuilder(key, verdictId, Decision.CONFIRM, occurredAt);
    }

    /** The applicant takes the document back; to be put together field by field. */
    public static ConfirmationEventBuilder withdraw(BusinessKey key, String verdictId, Instant occurredAt) {
        return new ConfirmationEventBuilder(key, verdictId, Decision.WITHDRAW, occurredAt);
    }

    @Override
    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
