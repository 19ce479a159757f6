package org.dupcheck.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the business module answers to a command. Answers are welcome and not needed: a module that sends none is taken to
 * have accepted.
 *
 * @param commandId of the command that is answered
 * @param reason why it was rejected, in words for the applicant, up to {@value Limits#MAX_REASON_LENGTH} characters; where it
 *     was accepted nobody reads it
 */
public record WorkOrderEvent(
        String businessType,
        String businessId,
        String commandId,
        Kind kind,
        @Nullable String reason,
        Instant occurredAt)
        implements Message {

    /** What became of the command. */
    public enum Kind {
        ACCEPTED,
        REJECTED
    }

    /** The module has carried the command out. */
    public static WorkOrderEvent accepted(WorkOrderCommand command, Instant occurredAt) {
        return new WorkOrderEvent(
                command.businessType(), command.businessId(), command.commandId(), Kind.ACCEPTED, null, occurredAt);
    }

    /**
     * The module does not carry the command out.
     *
     * @param reason in words for the applicant
     */
    public static WorkOrderEvent rejected(WorkOrderCommand command, String reason, Instant occurredAt) {
        return new WorkOrderEvent(
                command.businessType(), command.businessId(), command.commandId(), Kind.REJECTED, reason, occurredAt);
    }

    @Override
    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
