package org.dupcheck.store.workorders;

import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * What one revision's submission says about the applicant and the work order. Personal data: not to be logged.
 *
 * @param userId null where nobody is to be told
 */
public record Submitted(
        BusinessKey key,
        long revision,
        String workOrderId,
        String title,
        @Nullable String userId,
        @Nullable String phone,
        @Nullable String locale) {

    public Submitted withWorkOrder(String id) {
        return new Submitted(key, revision, id, title, userId, phone, locale);
    }

    /** The same person and title, as of another revision. */
    public Submitted withRevision(long other) {
        return new Submitted(key, other, workOrderId, title, userId, phone, locale);
    }

    public Submitted withLocale(String other) {
        return new Submitted(key, revision, workOrderId, title, userId, phone, other);
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "Submitted[" + key + ", " + revision + "]";
    }
}
