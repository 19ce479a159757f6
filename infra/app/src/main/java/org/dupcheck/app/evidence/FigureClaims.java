package org.dupcheck.app.evidence;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.Verdict;
import org.jspecify.annotations.Nullable;

/** Whether tokens, matched tokens and shares follow from the text and the passages. */
final class FigureClaims {
    private final Bundle bundle;
    private final Verdict verdict;
    /** Tokens of the text that count in no figure. */
    private final int leftOut;

    private final Covered all = new Covered();
    private final List<Covered> ofMatches = new ArrayList<>();

    FigureClaims(Bundle bundle) {
        this.bundle = bundle;
        this.verdict = bundle.verdict();
        this.leftOut = verdict.ratios().isEmpty() ? 0 : verdict.ratios().get(0).tokens() - verdict.tokens();
        for (Verdict.Match match : verdict.matches()) {
            Covered ofMatch = new Covered();
            for (Verdict.Passage passage : match.passages()) {
                SectionTokens.Span span = bundle.here(passage);
                if (span != null) {
                    ofMatch.add(passage.section(), span);
                    all.add(passage.section(), span);
                }
            }
            ofMatches.add(ofMatch);
        }
        for (Verdict.CommonPassage passage : verdict.countedCommonText()) {
            SectionTokens.Span span = span(passage);
            if (span != null) {
                all.add(passage.section(), span);
            }
        }
    }

    private SectionTokens.@Nullable Span span(Verdict.CommonPassage passage) {
        return Bundle.span(bundle.submission(), passage.section(), passage.start(), passage.end());
    }

    private int leftOutOf(Verdict.SectionResult section) {
        Map<String, SectionTokens> texts = bundle.submission();
        SectionTokens text = texts == null ? null : texts.get(section.key());
        return text == null ? 0 : text.size() - section.tokens();
    }

    /** Whether each ratio follows from the one before, and the last one is the verdict's own figure. */
    Claim ratios() {
        return RatioClaim.of(verdict);
    }

    /**
     * The union of passages, by section. Where several tokens come from one character at a border, those that are surely
     * covered are fewer than those that may be.
     */
    private static final class Covered {
        private final Map<String, BitSet> surely = new HashMap<>();
        private final Map<String, BitSet> perhaps = new HashMap<>();

        void add(String section, SectionTokens.Span span) {
            perhaps.computeIfAbsent(section, key -> new BitSet()).set(span.first(), span.end());
            int from = span.first() + span.unsureHead();
            int to = span.end() - span.unsureTail();
            BitSet sure = surely.computeIfAbsent(section, key -> new BitSet());
            if (from < to) {
                sure.set(from, to);
            }
        }

        /** @param leftOut tokens that may lie in passages and do not count */
        boolean isCount(@Nullable String section, int tokens, int leftOut) {
            return tokens >= count(surely, section) - leftOut && tokens <= count(perhaps, section);
        }

        int most(@Nullable String section) {
            return count(perhaps, section);
        }

        /** @param section null for all */
        private static int count(Map<String, BitSet> places, @Nullable String section) {
            if (section != null) {
                BitSet of = places.get(section);
                return of == null ? 0 : of.cardinality();
            }
            return places.values().stream().mapToInt(BitSet::cardinality).sum();
        }
    }

    /** Whether each section has as many tokens as the verdict says, and all of them together. */
    Claim tokens() {
        Tally tally = new Tally("tokens");
        Map<String, SectionTokens> texts = bundle.submission();
        int sum = 0;
        int sumOfText = 0;
        for (Verdict.SectionResult section : verdict.sections()) {
            sum += section.tokens();
            SectionTokens text = texts == null ? null : texts.get(section.key());
            if (texts == null) {
                tally.open(Bundle.TEXT_IS_MISSING);
            } else {
                int size = text == null ? 0 : text.size();
                sumOfText += size;
                tally.check(
                        section.tokens() <= size && (leftOut > 0 || size == section.tokens()),
                        section.key() + ": the text has " + size + " tokens, and not " + section.tokens());
            }
        }
        tally.check(
                texts == null || sumOfText - leftOut == sum,
                "the texts have " + sumOfText + " tokens, and " + leftOut + " of them left out leave not " + sum);
        tally.check(
                sum == verdict.tokens(), "the sections have " + sum + " tokens together, and not " + verdict.tokens());
        return tally.claim("counts of tokens are those of the text");
    }

    /** Whether the sections are those of the text, in its order. */
    Claim sections() {
        Tally tally = new Tally("sections");
        Map<String, SectionTokens> texts = bundle.submission();
        List<String> named =
                verdict.sections().stream().map(Verdict.SectionResult::key).toList();
        if (texts == null) {
            tally.open(Bundle.TEXT_IS_MISSING);
        } else {
            tally.check(
                    named.equals(List.copyOf(texts.keySet())),
                    "the verdict has the sections " + named + ", the text " + texts.keySet());
        }
        return tally.claim("list of sections is that of the text");
    }

    /** Whether as many tokens lie in the union of all passages as the verdict says. */
    Claim matchedTokens() {
        Tally tally = new Tally("matched tokens");
        int sum = 0;
        for (Verdict.SectionResult section : verdict.sections()) {
            sum += section.matchedTokens();
            if (bundle.submission() == null) {
                tally.open(Bundle.TEXT_IS_MISSING);
            } else {
                tally.check(
                        all.isCount(section.key(), section.matchedTokens(), leftOutOf(section)),
                        section.key() + ": passages cover " + all.most(section.key()) + " tokens, and not "
                                + section.matchedTokens());
            }
        }
        tally.check(
                sum == verdict.matchedTokens(),
                "the sections have " + sum + " matched tokens together, and not " + verdict.matchedTokens());
        return tally.claim("counts of matched tokens are those of the passages");
    }

    /** Whether each share is that of its tokens, exactly. */
    Claim containment() {
        Tally tally = new Tally("containment");
        check(tally, "in all", verdict.containment(), verdict.matchedTokens(), verdict.tokens());
        for (Verdict.SectionResult section : verdict.sections()) {
            check(tally, section.key(), section.containment(), section.matchedTokens(), section.tokens());
        }
        for (int i = 0; i < ofMatches.size(); i++) {
            Verdict.Match match = verdict.matches().get(i);
            if (bundle.submission() == null) {
                tally.open(Bundle.TEXT_IS_MISSING);
                continue;
            }
            int matched = (int) Math.round(match.containment() * verdict.tokens());
            tally.check(
                    share(matched, verdict.tokens()) == match.containment()
                            && ofMatches.get(i).isCount(null, matched, leftOut),
                    Bundle.name(match) + ": passages cover " + ofMatches.get(i).most(null) + " of " + verdict.tokens()
                            + " tokens, and that is not " + match.containment());
        }
        return tally.claim("shares are matched tokens by tokens, exactly");
    }

    private static void check(Tally tally, String what, double share, int matched, int tokens) {
        tally.check(
                share == share(matched, tokens) && matched <= tokens,
                what + ": " + matched + " of " + tokens + " tokens is " + share(matched, tokens) + ", and not "
                        + share);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** Whether common text has as many tokens as the verdict says, in order and without overlap. */
    Claim commonText() {
        Tally tally = new Tally("common text");
        int sum = 0;
        int longest = 0;
        int last = -1;
        List<String> order =
                verdict.sections().stream().map(Verdict.SectionResult::key).toList();
        Verdict.@Nullable CommonPassage before = null;
        boolean counted = bundle.submission() != null;
        for (Verdict.CommonPassage passage : verdict.commonText().passages()) {
            int section = order.indexOf(passage.section());
            boolean follows = section > last || (section == last && before != null && passage.start() >= before.end());
            String name = passage.section() + " " + passage.start() + "–" + passage.end();
            tally.check(
                    follows && passage.examples().size() <= passage.documents(),
                    name + " does not follow what stands before it, or names more documents than it counts");
            SectionTokens.Span span = span(passage);
            if (counted && span == null) {
                tally.fail(name + " is no span of the text");
            }
            sum += span == null ? 0 : span.most();
            longest = Math.max(longest, span == null ? 0 : span.most());
            last = section;
            before = passage;
        }
        if (counted) {
            tally.check(
                    sum == verdict.commonText().tokens(),
                    "its passages have " + sum + " tokens, and not "
                            + verdict.commonText().tokens());
            Integer run = verdict.commonText().longestRun();
            tally.check(
                    verdict.commonTextCounts() ? run != null && run >= 0 && run <= longest : run == null,
                    "its longest run is " + run + ", and its longest passage has " + longest + " tokens");
        } else {
            tally.open(Bundle.TEXT_IS_MISSING);
        }
        return tally.claim("passages and their sum are as the verdict says");
    }
}
