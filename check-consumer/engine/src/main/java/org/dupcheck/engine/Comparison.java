package org.dupcheck.engine;

import java.util.List;

/**
 * The result of comparing one submission with the reference set. Immutable.
 *
 * @param containment share of the submission's tokens covered by passages that count, 0 to 1
 * @param longestRun tokens in the longest common run of a passage that counts
 * @param tokens tokens of the submission that count: without those left out
 * @param matchedTokens those of them that passages cover
 * @param sections one for each section of the submission, in its order
 * @param matches largest first, ties by id; only documents with a passage that counts
 * @param minor passages that do not count, largest first, bounded; they count in no ratio
 * @param exclusions what was left out, by kind; only kinds that were asked for
 */
public record Comparison(
        double containment,
        int longestRun,
        int tokens,
        int matchedTokens,
        List<SectionFigures> sections,
        List<Match> matches,
        List<Match> minor,
        List<Exclusion> exclusions) {

    public Comparison {
        sections = List.copyOf(sections);
        matches = List.copyOf(matches);
        minor = List.copyOf(minor);
        exclusions = List.copyOf(exclusions);
    }

    /** A result of a check that left nothing out. */
    public Comparison(
            double containment,
            int longestRun,
            int tokens,
            int matchedTokens,
            List<SectionFigures> sections,
            List<Match> matches,
            List<Match> minor) {
        this(containment, longestRun, tokens, matchedTokens, sections, matches, minor, List.of());
    }

    /** The same figures for one section. */
    public record SectionFigures(String key, double containment, int tokens, int matchedTokens) {}

    /** One reference document; {@code containment} is the share of the submission that its passages cover. */
    public record Match(Document.Id document, double containment, int longestRun, List<Passage> passages) {
        public Match {
            passages = List.copyOf(passages);
        }
    }

    /**
     * Half-open offsets in UTF-16 code units of the original text of the section named, on code-point borders.
     *
     * @param similarity share of the tokens of both sides that match, 0 to 1
     */
    public record Passage(
            String section,
            int start,
            int end,
            String sourceSection,
            int sourceStart,
            int sourceEnd,
            double similarity) {}

    /** Text of the submission that was left out; {@code matchedTokens} of it would have counted as copied. */
    public record Exclusion(Kind kind, int tokens, int matchedTokens) {
        /** Why text is left out. */
        public enum Kind {
            QUOTATION,
            BIBLIOGRAPHY,
            TEMPLATE,
            OWN_DOCUMENTS,
            UNDER_FLOOR
        }
    }
}
