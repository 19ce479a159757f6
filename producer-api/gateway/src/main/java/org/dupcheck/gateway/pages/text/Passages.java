package org.dupcheck.gateway.pages.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.pages.text.MarkedText.Span;

/** Numbers the passages of a verdict: source after source, each in the order of the verdict. */
public final class Passages {
    private Passages() {}

    /** The same as below, and common text where it counts, as though it were of one more source. */
    public static Map<String, List<Span>> withCommonText(Verdict verdict) {
        Map<String, List<Span>> spans = bySection(verdict);
        int number = spans.values().stream().mapToInt(List::size).sum();
        for (Verdict.CommonPassage passage : verdict.countedCommonText()) {
            spans.computeIfAbsent(passage.section(), key -> new ArrayList<>())
                    .add(new Span(
                            passage.start(),
                            passage.end(),
                            number++,
                            verdict.matches().size()));
        }
        return spans;
    }

    /** The passages in the submission by section, as {@link MarkedText#of} takes them. */
    public static Map<String, List<Span>> bySection(Verdict verdict) {
        Map<String, List<Span>> spans = new HashMap<>();
        int number = 0;
        int rank = 0;
        for (Verdict.Match match : verdict.matches()) {
            for (Verdict.Passage passage : match.passages()) {
                spans.computeIfAbsent(passage.section(), key -> new ArrayList<>())
                        .add(new Span(passage.start(), passage.end(), number++, rank));
            }
            rank++;
        }
        return spans;
    }
}
