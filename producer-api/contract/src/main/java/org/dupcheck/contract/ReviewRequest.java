package org.dupcheck.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer does about a verdict, all of it or nothing. It names a decision, or what is left out or taken back, or both.
 *
 * @param decision null where only what is left out changes
 * @param note of the decision, which the applicant reads, up to {@link Limits#MAX_REASON_LENGTH} characters; needed unless
 *     the decision is ACCEPT
 * @param excluded what is to be left out of the figures besides what is left out already, each with a reason
 * @param restored what was left out and is to count again
 * @param seen number of the last act on the verdict that the reviewer has seen, 0 for none; null: whatever others did
 *     meanwhile, it holds
 */
public record ReviewRequest(
        @Nullable ReviewDecision decision,
        @Nullable String note,
        List<Exclusion> excluded,
        List<Exclusion> restored,
        @Nullable Integer seen) {
    /** Copies the lists; checks nothing. */
    public ReviewRequest {
        excluded = Copies.of(excluded);
        restored = Copies.of(restored);
    }

    /**
     * A source, or one of its passages: that of the verdict with just this section, start and end. Either all three are named
     * or none.
     *
     * @param start half-open offset in UTF-16 code units of the section's original text
     * @param reason up to {@link Limits#MAX_REASON_LENGTH} characters; needed where something is left out
     */
    public record Exclusion(
            String documentType,
            String documentId,
            @Nullable String section,
            @Nullable Integer start,
            @Nullable Integer end,
            @Nullable String reason) {}
}
