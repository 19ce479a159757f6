package org.dupcheck.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored result of a check, pinned to a corpus version, a statistics version, an engine version, a settings version and
 * the version of a policy.
 *
 * @param mode SUBMIT, or PRECHECK for one that is only looked at
 * @param contentHash SHA-256 of the checked content, lower-case hex
 * @param statisticsVersion the corpus version at which the language model and the frequent grams were taken; 0: before
 *     there were any
 * @param policyVersion version of the business type's policy; 0: the built-in one
 * @param current whether the reference set is still as it was compared with: true if and only if {@code changesBehind} is
 *     0; null like that one
 * @param changesBehind changes of the reference set between {@code corpusVersion} and the newest corpus version, 0 or
 *     more; as of when the verdict was read, so null where it is stored, and in what an older version handed out
 * @param reason why this verdict was made
 * @param containment share of the submission's characters that passages cover, 0 to 1
 * @param longestRun tokens in the longest common run
 * @param tokens tokens of the submission that count
 * @param matchedTokens those of them that passages cover, and common text where the policy counts it
 * @param ratios the figure raw and after each thing that the policy leaves out, in a fixed order, then with common text where
 *     the policy counts it; the last one is the verdict's own
 * @param tooLittleText whether the submission has hardly any tokens to compare
 * @param commonText text that stands in so many reference documents that it counts in no ratio, unless the policy says that it
 *     does
 * @param signals traces of disguise and of text that was not checked; they count in no ratio
 * @param confirmationReasons why a work order waits for a confirmation; empty: it may be submitted by itself
 * @param openVersion names the state of the open submissions that it was compared with: it grows with their changes; 0 where
 *     the policy compares with none
 * @param pending other open submissions with the same text, largest first; they count in no figure of this verdict. Type, id
 *     and revision are those of the submission
 * @param matches largest first
 */
public record Verdict(
        String verdictId,
        String businessType,
        String businessId,
        long revision,
        Mode mode,
        String contentHash,
        ResultState resultState,
        long corpusVersion,
        long statisticsVersion,
        String engineVersion,
        String settingsVersion,
        long policyVersion,
        @Nullable Boolean current,
        @Nullable Long changesBehind,
        VerdictReason reason,
        Instant createdAt,
        double containment,
        int longestRun,
        int tokens,
        int matchedTokens,
        List<SectionResult> sections,
        List<Ratio> ratios,
        boolean tooLittleText,
        CommonText commonText,
        List<Signal> signals,
        List<ConfirmationReason> confirmationReasons,
        long openVersion,
        List<Match> pending,
        List<Match> matches) {

    /** Copies the lists; checks nothing. */
    public Verdict {
        sections = Copies.of(sections);
        ratios = Copies.of(ratios);
        signals = Copies.of(signals);
        confirmationReasons = Copies.of(confirmationReasons);
        pending = Copies.of(pending);
        matches = Copies.of(matches);
    }

    /** As it is stored: how far behind it is, only a reader can tell. Compared with no open submissions. */
    public Verdict(
            String verdictId,
            String businessType,
            String businessId,
            long revision,
            Mode mode,
            String contentHash,
            ResultState resultState,
            long corpusVersion,
            long statisticsVersion,
            String engineVersion,
            String settingsVersion,
            long policyVersion,
            VerdictReason reason,
            Instant createdAt,
            double containment,
            int longestRun,
            int tokens,
            int matchedTokens,
            List<SectionResult> sections,
            List<Ratio> ratios,
            boolean tooLittleText,
            CommonText commonText,
            List<Signal> signals,
            List<ConfirmationReason> confirmationReasons,
            List<Match> matches) {
        this(
                verdictId,
                businessType,
                businessId,
                revision,
                mode,
                contentHash,
                resultState,
                corpusVersion,
                statisticsVersion,
                engineVersion,
                settingsVersion,
                policyVersion,
                null,
                null,
                reason,
                createdAt,
                containment,
                longestRun,
                tokens,
                matchedTokens,
                sections,
                ratios,
                tooLittleText,
                commonText,
                signals,
                confirmationReasons,
                0,
                List.of(),
                matches);
    }

    /**
     * The same findings, compared with the open submissions.
     *
     * @param id names the new verdict
     * @param because why the new one was made
     * @param reasons of both comparisons
     */
    public Verdict withPending(
            String id,
            VerdictReason because,
            Instant at,
            List<ConfirmationReason> reasons,
            long version,
            List<Match> others) {
        return new Verdict(
                id,
                businessType,
                businessId,
                revision,
                mode,
                contentHash,
                resultState,
                corpusVersion,
                statisticsVersion,
                engineVersion,
                settingsVersion,
                policyVersion,
                null,
                null,
                because,
                at,
                containment,
                longestRun,
                tokens,
                matchedTokens,
                sections,
                ratios,
                tooLittleText,
                commonText,
                signals,
                reasons,
                version,
                others,
                matches);
    }

    /** Whether common text counts in the figures. */
    public boolean commonTextCounts() {
        return ratios.stream().anyMatch(ratio -> ratio.name().equals(Ratio.COMMON_TEXT));
    }

    /** Passages that count, of all matches together, and those of common text where it counts. */
    public int countedPassages() {
        return matches.stream().mapToInt(match -> match.passages().size()).sum()
                + countedCommonText().size();
    }

    /** Passages of common text, where it counts; none where it does not. */
    public List<CommonPassage> countedCommonText() {
        return commonTextCounts() ? commonText.passages() : List.of();
    }

    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }

    /** The figures of one section. */
    public record SectionResult(String key, double containment, int tokens, int matchedTokens) {}

    /**
     * The figure of the whole submission, with so much left out.
     *
     * @param name {@link #RAW}, or what is left out besides what was left out before, or {@link #COMMON_TEXT}
     * @param tokens those of the ratio before less {@code leftOut}
     * @param matchedTokens those of {@code tokens} that count as copied
     * @param leftOut tokens that this step takes out of the denominator; 0 for {@link #RAW} and {@link #COMMON_TEXT}
     */
    public record Ratio(String name, double containment, int tokens, int matchedTokens, int leftOut) {
        /** Nothing is left out. */
        public static final String RAW = "raw";
        /** Common text counts besides: the one step that adds, by all tokens of common text; there where the policy says so. */
        public static final String COMMON_TEXT = "commonText";
    }

    /**
     * Text that was aligned with reference documents and stands in many of them. It does not count, unless the policy says that
     * it does.
     *
     * @param tokens tokens of the submission that the passages cover
     * @param longestRun tokens in the longest common run of the passages; absent where common text does not count
     * @param passages in the order of the submission; they overlap neither each other nor a passage of a match
     */
    public record CommonText(int tokens, @Nullable Integer longestRun, List<CommonPassage> passages) {
        /** Where there is none. */
        public static final CommonText NONE = new CommonText(0, List.of());

        /** Such text where it does not count. */
        public CommonText(int tokens, List<CommonPassage> passages) {
            this(tokens, null, passages);
        }

        /** Copies the list; checks nothing. */
        public CommonText {
            passages = Copies.of(passages);
        }
    }

    /**
     * One span of common text. Offsets are half open, in UTF-16 code units of the section's original text.
     *
     * @param documents reference documents that hold it, at least
     * @param examples up to eight of them
     */
    public record CommonPassage(String section, int start, int end, int documents, List<Source> examples) {
        /** Copies the list; checks nothing. */
        public CommonPassage {
            examples = Copies.of(examples);
        }
    }

    /** A reference document by name. */
    public record Source(
            String documentType,
            String documentId,
            @Nullable String title) {}

    /**
     * One reference document, or another open submission, that overlaps the submission.
     *
     * @param documentRevision its revision whose text the passages' offsets point into
     * @param containment share of the submission covered by this document alone, 0 to 1
     */
    public record Match(
            String documentType,
            String documentId,
            long documentRevision,
            @Nullable String title,
            double containment,
            int longestRun,
            List<Passage> passages) {

        /** Copies the list; checks nothing. */
        public Match {
            passages = Copies.of(passages);
        }
    }

    /**
     * One span of the submission with its span in the reference document. Offsets are half open, in UTF-16 code units
     * of the original text of the section named.
     *
     * @param similarity share of equal tokens in the aligned spans, 0 to 1
     */
    public record Passage(
            String section,
            int start,
            int end,
            String sourceSection,
            int sourceStart,
            int sourceEnd,
            double similarity) {

        /**
         * The passage's text.
         *
         * @param sections those of the submission that was checked
         * @throws IllegalArgumentException where they are not: the section is missing, or too short
         */
        public String textIn(List<Section> sections) {
            return cut(sections, section, start, end);
        }

        /**
         * The text that the passage matches.
         *
         * @param sections those of the reference document, in the revision that the match names
         * @throws IllegalArgumentException where they are not: the section is missing, or too short
         */
        public String sourceTextIn(List<Section> sections) {
            return cut(sections, sourceSection, sourceStart, sourceEnd);
        }

        private static String cut(List<Section> sections, String key, int from, int to) {
            for (Section one : sections) {
                if (one.key().equals(key)) {
                    if (from < 0 || to < from || to > one.text().length()) {
                        throw new IllegalArgumentException(
                                "section " + key + " has " + one.text().length()
                                        + " UTF-16 units, and the passage stands at " + from + " to " + to);
                    }
                    return one.text().substring(from, to);
                }
            }
            throw new IllegalArgumentException("there is no section " + key);
        }
    }
}
