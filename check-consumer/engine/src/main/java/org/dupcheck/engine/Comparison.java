package org.dupcheck.engine;

import java.util.List;

/**
 * The result of comparing one submission with the reference set. Immutable.
 *
 * @param containment share of the submission's tokens covered by passages that count, 0 to 1
 * @param longestRun tokens in the longest common run of a passage that counts
 * @param tokens tokens of the submission that count: without those left out
 * @param matchedTokens those of them that passages cover, and common text where it counts
 * @param sections one for each section of the submission, in its order
 * @param matches largest first, ties by id; only documents with a passage that counts
 * @param minor passages that do not count, largest first, bounded; they count in no ratio, and their containment is the share of
 *     all tokens, left-out ones included
 * @param exclusions what was left out, by kind; only kinds that were asked for
 * @param raw the figure with nothing left out: what the exclusions take out of it, one after another, leaves {@code tokens}
 *     and {@code matchedTokens} without common text
 * @param commonText aligned text that stands in many reference documents; it does not count unless that was asked for
 * @param signals traces of disguise, section by section, then bounds of the search that were reached, section by section; they
 *     count in no ratio
 */
public record Comparison(
        double containment,
        int longestRun,
        int tokens,
        int matchedTokens,
        List<SectionFigures> sections,
        List<Match> matches,
        List<Match> minor,
        Figures raw,
        List<Exclusion> exclusions,
        CommonText commonText,
        List<Signal> signals) {

    public Comparison {
        sections = List.copyOf(sections);
        matches = List.copyOf(matches);
        minor = List.copyOf(minor);
        exclusions = List.copyOf(exclusions);
        signals = List.copyOf(signals);
    }

    /** A result of a check that left nothing out and has nothing more to tell. */
    public Comparison(
            double containment,
            int longestRun,
            int tokens,
            int matchedTokens,
            List<SectionFigures> sections,
            List<Match> matches,
            List<Match> minor) {
        this(
                containment,
                longestRun,
                tokens,
                matchedTokens,
                sections,
                matches,
                minor,
                new Figures(tokens, matchedTokens),
                List.of(),
                CommonText.NONE,
                List.of());
    }

    /** @param matchedTokens those of {@code tokens} that passages cover */
    public record Figures(int tokens, int matchedTokens) {}

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

    /**
     * Common text.
     *
     * @param tokens tokens of the submission that the passages cover
     * @param countedTokens those of them that count as copied: all where that was asked for, none otherwise; no passage of a
     *     match covers one of them
     * @param longestRun tokens in the longest common run of those passages that count; 0 where none does
     * @param passages in the order of the submission; they do not overlap
     */
    public record CommonText(int tokens, int countedTokens, int longestRun, List<CommonPassage> passages) {
        /** Where there is none. */
        public static final CommonText NONE = new CommonText(0, 0, 0, List.of());

        public CommonText {
            passages = List.copyOf(passages);
        }
    }

    /**
     * One span of common text; half-open offsets in UTF-16 code units of the section's original text.
     *
     * @param documents reference documents that hold it, at least
     * @param examples some of them
     */
    public record CommonPassage(String section, int start, int end, int documents, List<Document.Id> examples) {
        public CommonPassage {
            examples = List.copyOf(examples);
        }
    }

    /**
     * A trace of something that a reader should know. Half-open offsets in UTF-16 code units of the original text.
     *
     * @param count how many characters, or how many times; at least 1
     */
    public record Signal(Signal.Kind kind, String section, int start, int end, int count) {
        /** What it is a trace of. */
        public enum Kind {
            /** Characters without a shape, within words. */
            INVISIBLE_CHARACTERS,
            /** Letters of another script that look like those of their word. */
            MIXED_SCRIPT,
            /** A bound that keeps a check in time was reached in that span: a passage may have been missed there. */
            SEARCH_LIMIT
        }
    }

    /**
     * Text of the submission that was left out, and not for a reason before this one.
     *
     * @param tokens of it
     * @param matchedTokens those of them that passages which count, or would count, cover
     * @param restTokens tokens that are not left out, of passages which are too small to count without what is: they count as
     *     text and no longer as copied
     */
    public record Exclusion(Exclusion.Kind kind, int tokens, int matchedTokens, int restTokens) {
        /** Where nothing was left over. */
        public Exclusion(Exclusion.Kind kind, int tokens, int matchedTokens) {
            this(kind, tokens, matchedTokens, 0);
        }

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
