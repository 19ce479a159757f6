package org.dupcheck.contract;

import java.time.Instant;

/**
 * Asks the business module to submit a work order.
 *
 * @param commandId unique for ever: the same id is the same command, however often it arrives
 * @param confirmed whether the applicant confirmed in spite of duplicates; false for a clean verdict
 */
public record WorkOrderCommand(
        String commandId,
        Kind kind,
        String workOrderId,
        String businessType,
        String businessId,
        long revision,
        String verdictId,
        boolean confirmed,
        Instant issuedAt)
        implements Message {

    /** What is asked for. */
    public enum Kind {
        SUBMIT
    }

    @Override
    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
