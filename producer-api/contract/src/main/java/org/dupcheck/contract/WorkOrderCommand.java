package org.dupcheck.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks the business module to submit a work order, or to take back what an earlier command submitted. The commands of one
 * business document come in the order in which they were decided.
 *
 * @param commandId unique for ever: the same id is the same command, however often it arrives
 * @param revision of the submission that is submitted or taken back
 * @param confirmed whether the applicant confirmed in spite of duplicates; false for a clean verdict, and for CANCEL
 * @param replaces the command that is void from now on: of SUBMIT the one of an older revision, absent where nothing was
 *     submitted before; of CANCEL the one that is taken back
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
        Instant issuedAt,
        @Nullable String replaces)
        implements Message {

    /** What is asked for. */
    public enum Kind {
        /** The work order is to be submitted. */
        SUBMIT,
        /** The submission was withdrawn: what {@code replaces} submitted is to be taken back. */
        CANCEL
    }

    /** One that replaces none. */
    public WorkOrderCommand(
            String commandId,
            Kind kind,
            String workOrderId,
            String businessType,
            String businessId,
            long revision,
            String verdictId,
            boolean confirmed,
            Instant issuedAt) {
        this(commandId, kind, workOrderId, businessType, businessId, revision, verdictId, confirmed, issuedAt, null);
    }

    @Override
    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
