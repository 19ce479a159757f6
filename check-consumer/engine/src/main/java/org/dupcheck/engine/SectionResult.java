package org.dupcheck.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found of one section of a submission. It depends on the section's text, on the reference set, the statistics
 * and the options, on whose the submission is and what its name is; not on the section's key, nor on the other sections.
 * {@link ReferenceIndex.View#compose} puts those of all sections together. Plain values without any text of the submission,
 * so that it can be written down and used again where all of that, and the version of the engine, is the same. Immutable.
 *
 * <p>Places are numbers of tokens from the section's start. Offsets are in UTF-16 code units of the section's original text.
 * Spans are half-open.
 *
 * @param tokens tokens that count: without those left out
 * @param matchedTokens those of them that passages cover, without common text
 * @param raw the figure with nothing left out; its tokens are all of the section
 * @param exclusions what was left out, by kind; only kinds that were asked for, in the same order for all sections
 * @param matches documents with a passage that counts, by name
 * @param minor the largest passages that do not count, largest first, at most {@value #MAX_MINOR}
 * @param common common text, in the order of the section; the spans do not overlap
 * @param signals traces of disguise in the order of the section, then at most one of a search limit
 */
public record SectionResult(
        int tokens,
        int matchedTokens,
        Comparison.Figures raw,
        List<Comparison.Exclusion> exclusions,
        List<Match> matches,
        List<Minor> minor,
        List<Common> common,
        List<Signal> signals) {
    /** Passages. */
    public static final int MAX_MINOR = 100;

    public SectionResult {
        exclusions = List.copyOf(exclusions);
        matches = List.copyOf(matches);
        minor = List.copyOf(minor);
        common = List.copyOf(common);
        signals = List.copyOf(signals);
    }

    /**
     * One reference document.
     *
     * @param coveredTokens tokens of the section that count and that its passages cover
     * @param longestRun tokens of the longest common run of its passages
     * @param passages in the order of the section
     */
    public record Match(Document.Id document, int coveredTokens, int longestRun, List<Passage> passages) {
        public Match {
            passages = List.copyOf(passages);
        }
    }

    /** A passage that does not count, and its longest common run, in tokens. */
    public record Minor(Document.Id document, int longestRun, Passage passage) {}

    /**
     * One passage: a span of the section and one of a reference document.
     *
     * @param from its first place
     * @param to the place after its last
     * @param source number of the section in the reference document, from 0
     * @param sourceSection that section's key
     * @param similarity share of the tokens of both sides that match, 0 to 1
     */
    public record Passage(
            int from,
            int to,
            int start,
            int end,
            int source,
            String sourceSection,
            int sourceStart,
            int sourceEnd,
            double similarity) {
        /** Tokens that it covers. */
        public int size() {
            return to - from;
        }
    }

    /**
     * A span of common text.
     *
     * @param from its first place
     * @param to the place after its last
     * @param documents reference documents that hold it, at least
     * @param examples some of them
     * @param longestRun tokens of the longest run in it that one of some documents has without any change; null where it does not
     *     count as copied
     */
    public record Common(
            int from,
            int to,
            int start,
            int end,
            int documents,
            List<Document.Id> examples,
            @Nullable Integer longestRun) {
        public Common {
            examples = List.copyOf(examples);
        }

        /** Tokens that it covers. */
        public int size() {
            return to - from;
        }

        /** Tokens that count as copied: all or none; no passage that counts covers one of them. */
        public int countedTokens() {
            return longestRun == null ? 0 : size();
        }
    }

    /** As {@link Comparison.Signal}. */
    public record Signal(Comparison.Signal.Kind kind, int start, int end, int count) {}
}
