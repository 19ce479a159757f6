package org.dupcheck.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The applicant's decision, bound to one verdict. It counts as long as content and findings are those of that verdict; once
 * they are others it has no effect.
 *
 * @param contentHash of the content that whoever decided has seen; absent: that of the verdict
 */
public record ConfirmationEvent(
        String businessType,
        String businessId,
        String verdictId,
        Decision decision,
        @Nullable String reason,
        @Nullable String userId,
        Instant occurredAt,
        @Nullable String contentHash)
        implements Message {

    /** One that says nothing of the content. */
    public ConfirmationEvent(
            String businessType,
            String businessId,
            String verdictId,
            Decision decision,
            @Nullable String reason,
            @Nullable String userId,
            Instant occurredAt) {
        this(businessType, businessId, verdictId, decision, reason, userId, occurredAt, null);
    }

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
