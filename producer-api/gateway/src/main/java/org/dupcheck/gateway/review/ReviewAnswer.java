package org.dupcheck.gateway.review;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.reviews.ReviewTarget;
import org.jspecify.annotations.Nullable;

/**
 * What holds of a verdict, as JSON.
 *
 * @param decision the last one; absent where there is none
 * @param seen number of the last act, to be sent along with the next one; 0 where there is none
 * @param newerVerdictId absent unless the document has a newer verdict
 * @param figures those of the verdict without what is left out
 */
record ReviewAnswer(
        String verdictId,
        @Nullable ReviewDecision decision,
        int seen,
        @Nullable String newerVerdictId,
        List<Act> excluded,
        Figures figures,
        List<Act> acts) {
    /** One act. */
    record Act(
            int number,
            ReviewAct.Kind kind,
            String userId,
            String userName,
            Instant at,
            @Nullable String note,
            @Nullable String documentType,
            @Nullable String documentId,
            @Nullable String section,
            @Nullable Integer start,
            @Nullable Integer end) {}

    /** As those of a verdict. */
    record Figures(
            ResultState resultState,
            double containment,
            int longestRun,
            int tokens,
            int matchedTokens,
            List<Verdict.SectionResult> sections,
            List<Verdict.Ratio> ratios,
            List<Verdict.Match> matches) {}

    /** Problem details with what holds now. */
    record Conflict(
            String type, String title, int status, @Nullable String detail, ErrorCode code, ReviewAnswer review) {
        static Conflict of(Problem problem, Reviewed now) {
            return new Conflict(
                    problem.type(),
                    problem.title(),
                    problem.status(),
                    problem.detail(),
                    problem.code(),
                    ReviewAnswer.of(now));
        }
    }

    static ReviewAnswer of(Reviewed reviewed) {
        Review review = reviewed.review();
        ReviewAct decision = review.decision();
        Verdict verdict = reviewed.inForce();
        return new ReviewAnswer(
                verdict.verdictId(),
                decision == null ? null : decision.kind().decision(),
                review.seen(),
                reviewed.newer(),
                review.leftOut().stream().map(ReviewAnswer::act).toList(),
                new Figures(
                        verdict.resultState(),
                        verdict.containment(),
                        verdict.longestRun(),
                        verdict.tokens(),
                        verdict.matchedTokens(),
                        verdict.sections(),
                        verdict.ratios(),
                        verdict.matches()),
                review.acts().stream().map(ReviewAnswer::act).toList());
    }

    private static Act act(ReviewAct act) {
        ReviewTarget target = act.target();
        return new Act(
                act.number(),
                act.kind(),
                act.userId(),
                act.userName(),
                act.actedAt(),
                act.note(),
                target == null ? null : target.documentType(),
                target == null ? null : target.documentId(),
                target == null ? null : target.section(),
                target == null ? null : target.start(),
                target == null ? null : target.end());
    }
}
