package org.dupcheck.gateway.pages.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * @param own the submission's text by section; empty where it is no longer kept
 * @param reviewed null for another open submission, which counts in no figure
 */
public record SourcePanel(
        Report.Source source,
        List<Report.SourceSection> sections,
        Set<Integer> leftOut,
        Map<String, String> own,
        @Nullable Reviewed reviewed) {
    /** Characters of a passage that tell which one it is. */
    private static final int FIRST_WORDS = 30;

    public SourcePanel {
        sections = List.copyOf(sections);
        leftOut = Set.copyOf(leftOut);
        own = Map.copyOf(own);
    }

    /** Whether it is one of the verdict's sources. */
    public boolean isSource() {
        return reviewed != null;
    }

    /** The act that left all of it out; null where it counts. */
    public @Nullable ReviewAct outBy() {
        return reviewed == null ? null : reviewed.outBy(source.stored());
    }

    /** Whether something of it can still be left out. */
    public boolean canBeLeftOut() {
        return reviewed != null && reviewed.newer() == null && !source.isOut();
    }

    /**
     * A passage that counts.
     *
     * @param index its place among those of its source, from 0
     * @param words it begins with; empty where the text is no longer kept
     */
    public record Choice(int index, Verdict.Passage passage, String words) {}

    /** The passages that count. */
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < source.stored().passages().size(); i++) {
            if (!leftOut.contains(source.firstPassage() + i)) {
                Verdict.Passage passage = source.stored().passages().get(i);
                choices.add(new Choice(i, passage, firstWords(passage)));
            }
        }
        return choices;
    }

    private String firstWords(Verdict.Passage passage) {
        String text = own.getOrDefault(passage.section(), "");
        int start = Math.min(passage.start(), text.length());
        int end = Math.min(passage.end(), text.length());
        int stop = Math.min(end, start + FIRST_WORDS);
        if (stop > start && Character.isHighSurrogate(text.charAt(stop - 1))) {
            stop--;
        }
        String words = text.substring(start, stop).strip().replaceAll("\\s+", " ");
        return stop < end ? words + "…" : words;
    }
}
