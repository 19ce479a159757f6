package org.dupcheck.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link ConfirmationEvent} together, field by field. Not thread-safe; may be built from more than once.
 *
 * <pre>{@code
 * ConfirmationEvent.confirm(key, verdictId, clock.instant()).userId("u1").reason("continues P-1").build()
 * }</pre>
 */
public final class ConfirmationEventBuilder {
    private final BusinessKey key;
    private final String verdictId;
    private final Decision decision;
    private final Instant occurredAt;
    private @Nullable String reason;
    private @Nullable String userId;
    private @Nullable String contentHash;

    ConfirmationEventBuilder(BusinessKey key, String verdictId, Decision decision, Instant occurredAt) {
        this.key = key;
        this.verdictId = verdictId;
        this.decision = decision;
        this.occurredAt = occurredAt;
    }

    public ConfirmationEventBuilder reason(@Nullable String text) {
        reason = text;
        return this;
    }

    /** Who decided. */
    public ConfirmationEventBuilder userId(@Nullable String id) {
        userId = id;
        return this;
    }

    /** Of the content that was seen; absent: that of the verdict. */
    public ConfirmationEventBuilder contentHash(@Nullable String hash) {
        contentHash = hash;
        return this;
    }

    /** @throws InvalidMessageException naming the first field that breaks the contract */
    public ConfirmationEvent build() {
        ConfirmationEvent event = new ConfirmationEvent(
                key.businessType(), key.businessId(), verdictId, decision, reason, userId, occurredAt, contentHash);
        Validator.check(event);
        return event;
    }
}
