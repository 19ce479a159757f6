package org.dupcheck.gateway.pages.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.review.Reviewed;
import org.dupcheck.store.reviews.ReviewAct;
import org.jspecify.annotations.Nullable;

/**
 * A source beside the submission.
 *
 * @param sections empty where its text is no longer kept
 * @param leftOut numbers of the passages that are left out
 * @param reviewed null for another open submission, which counts in no figure
 */
public record SourcePanel(
        Report.Source source,
        List<Report.SourceSection> sections,
        Set<Integer> leftOut,
        @Nullable Reviewed reviewed) {
    public SourcePanel {
        sections = List.copyOf(sections);
        leftOut = Set.copyOf(leftOut);
    }

    /** The act that left all of it out; null where it counts. */
    public @Nullable ReviewAct outBy() {
        return reviewed == null ? null : reviewed.outBy(source.stored());
    }

    /** Whether something of it can still be left out. */
    public boolean canBeLeftOut() {
        return reviewed != null && reviewed.newer() == null && !source.isOut();
    }

    /** A passage that counts, and its place among those of its source, from 0. */
    public record Choice(int index, Verdict.Passage passage) {}

    /** The passages that count. */
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < source.stored().passages().size(); i++) {
            if (!leftOut.contains(source.firstPassage() + i)) {
                choices.add(new Choice(i, source.stored().passages().get(i)));
            }
        }
        return choices;
    }
}
