package org.dupcheck.gateway.review;

import org.dupcheck.contract.Verdict;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.reviews.ReviewTarget;
import org.dupcheck.store.reviews.VerdictReviews.Decided;
import org.jspecify.annotations.Nullable;

/**
 * A verdict and what reviewers did about it.
 *
 * @param stored as the check gave it
 * @param inForce the same without what is left out; it is {@code stored} where that is nothing
 * @param newer id of the document's newest verdict where that is another one; then nothing is decided on this one any more
 * @param before a decision on an earlier verdict of the document, where there is none on this one; null for none
 */
public record Reviewed(
        Verdict stored,
        Verdict inForce,
        Review review,
        @Nullable String newer,
        @Nullable Decided before) {
    /** Whether figures are other ones than those of the check. */
    public boolean hasLeftOut() {
        return !review.leftOut().isEmpty();
    }

    /** The act that left a passage out, by itself or with its source; null where it counts. */
    public @Nullable ReviewAct outBy(Verdict.Match match, Verdict.Passage passage) {
        ReviewAct source = outBy(match);
        return source != null ? source : review.outBy(FiguresInForce.target(match, passage));
    }

    /** The act that left a whole source out; null where it counts. */
    public @Nullable ReviewAct outBy(Verdict.Match match) {
        return review.outBy(ReviewTarget.source(match.documentType(), match.documentId()));
    }
}
