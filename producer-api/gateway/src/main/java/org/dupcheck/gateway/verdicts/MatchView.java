package org.dupcheck.gateway.verdicts;

import java.util.List;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A match with both texts.
 *
 * @param submission absent once its retention has passed
 * @param reference absent where that revision's text is no longer kept
 */
public record MatchView(
        String verdictId,
        String businessType,
        String businessId,
        long revision,
        String documentType,
        String documentId,
        long documentRevision,
        @Nullable String title,
        double containment,
        int longestRun,
        List<Verdict.Passage> passages,
        @Nullable Text submission,
        @Nullable Text reference) {
    static MatchView of(Verdict verdict, Verdict.Match match, @Nullable Text submission, @Nullable Text reference) {
        return new MatchView(
                verdict.verdictId(),
                verdict.businessType(),
                verdict.businessId(),
                verdict.revision(),
                match.documentType(),
                match.documentId(),
                match.documentRevision(),
                match.title(),
                match.containment(),
                match.longestRun(),
                match.passages(),
                submission,
                reference);
    }

    /** The text of one side. */
    public record Text(@Nullable String title, List<Section> sections) {}
}
