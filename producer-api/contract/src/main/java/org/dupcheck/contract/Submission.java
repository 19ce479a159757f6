package org.dupcheck.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of one business document sent for checking.
 *
 * @param revision grows with every revision of the document; the greatest wins
 * @param sections empty for a withdrawal, otherwise 1 to 64
 * @param applicant who is told; a SUBMIT without one is checked and its work order handled, but nobody is told
 * @param workOrderId the business submission that waits; {@code businessType:businessId} where absent
 */
public record Submission(
        String businessType,
        String businessId,
        long revision,
        Mode mode,
        @Nullable String title,
        List<Section> sections,
        @Nullable Applicant applicant,
        @Nullable String workOrderId) {

    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
