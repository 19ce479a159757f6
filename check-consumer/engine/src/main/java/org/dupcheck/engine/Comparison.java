package org.dupcheck.engine;

import java.util.List;

/**
 * The result of comparing one submission with the reference set.
 *
 * @param containment share of the submission's tokens covered by passages that count, 0 to 1
 * @param longestRun tokens in the longest common run of a passage that counts
 * @param matches largest first, ties by id; only documents with a passage that counts
 * @param minor passages under the reporting floor, largest first, bounded; they count in no ratio
 */
public record Comparison(
        double containment,
        int longestRun,
        int tokens,
        int matchedTokens,
        List<SectionFigures> sections,
        List<Match> matches,
        List<Match> minor) {

    public record SectionFigures(String key, double containment, int tokens, int matchedTokens) {}

    public record Match(Document.Id document, double containment, int longestRun, List<Passage> passages) {}

    /** Half-open offsets in UTF-16 code units of the original text of the section named, on code-point borders. */
    public record Passage(
            String section,
            int start,
            int end,
            String sourceSection,
            int sourceStart,
            int sourceEnd,
            double similarity) {}
}
