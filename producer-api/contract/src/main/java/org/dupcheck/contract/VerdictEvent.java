package org.dupcheck.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells that a check came to an end. Carries no text and no personal data; who is to be told stands in the database.
 *
 * @param mode SUBMIT for the check of a submission, WITHDRAW for its withdrawal, PRECHECK for a pre-check, whose
 *     revisions are its own
 * @param section the section that was pre-checked by itself; null for a whole document
 * @param state FINISHED, FAILED or WITHDRAWN
 * @param verdictId set if and only if FINISHED, like {@code resultState}, {@code containment} and {@code matchCount}
 * @param error a short reason, set if and only if FAILED
 */
public record VerdictEvent(
        String businessType,
        String businessId,
        long revision,
        Mode mode,
        @Nullable String section,
        CheckState state,
        @Nullable String verdictId,
        @Nullable ResultState resultState,
        @Nullable Double containment,
        @Nullable Integer matchCount,
        @Nullable Long corpusVersion,
        @Nullable String error,
        Instant occurredAt)
        implements Message {

    /** Of a whole document. */
    public VerdictEvent(
            String businessType,
            String businessId,
            long revision,
            Mode mode,
            CheckState state,
            @Nullable String verdictId,
            @Nullable ResultState resultState,
            @Nullable Double containment,
            @Nullable Integer matchCount,
            @Nullable Long corpusVersion,
            @Nullable String error,
            Instant occurredAt) {
        this(
                businessType,
                businessId,
                revision,
                mode,
                null,
                state,
                verdictId,
                resultState,
                containment,
                matchCount,
                corpusVersion,
                error,
                occurredAt);
    }

    @Override
    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
