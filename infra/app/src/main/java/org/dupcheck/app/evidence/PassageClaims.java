package org.dupcheck.app.evidence;

import java.util.Map;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.review.CommonRun;
import org.jspecify.annotations.Nullable;

/** Whether the passages stand where the verdict says, and are as much alike. Not thread-safe. */
final class PassageClaims {
    /** Pairs of tokens that are aligned again in one bundle at most: some seconds. */
    private static final long MAX_PAIRS = 400_000_000_000L;

    private final Bundle bundle;
    private long pairs;

    PassageClaims(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Whether each lies in its section of the submission, on borders of code points. */
    Claim here() {
        Tally tally = new Tally("passages here");
        for (Verdict.Match match : bundle.verdict().matches()) {
            for (Verdict.Passage p : match.passages()) {
                place(tally, bundle.submission(), match, p, p.section(), p.start(), p.end());
            }
        }
        return tally.claim("passages lie in their section of the submission");
    }

    /** The same on the other side. */
    Claim there() {
        Tally tally = new Tally("passages there");
        for (Verdict.Match match : bundle.verdict().matches()) {
            for (Verdict.Passage p : match.passages()) {
                place(tally, bundle.document(match), match, p, p.sourceSection(), p.sourceStart(), p.sourceEnd());
            }
        }
        return tally.claim("passages lie in their section of the reference document");
    }

    private static void place(
            Tally tally,
            @Nullable Map<String, SectionTokens> sections,
            Verdict.Match match,
            Verdict.Passage passage,
            String key,
            int start,
            int end) {
        if (sections == null) {
            tally.open(Bundle.TEXT_IS_MISSING);
            return;
        }
        SectionTokens section = sections.get(key);
        tally.check(
                section != null
                        && section.holds(start, end)
                        && section.span(start, end).most() > 0,
                Bundle.name(match, passage) + ": " + key + " " + start + "–" + end
                        + (section == null ? " is of no section" : " is no span of the text with a token in it"));
    }

    /**
     * Whether each similarity is a share of equal tokens that the two spans allow: 2 m / (tokens here + tokens there) for a
     * whole number m, exactly, and m within what the texts have in common.
     */
    Claim similarity() {
        Tally tally = new Tally("similarity");
        for (Verdict.Match match : bundle.verdict().matches()) {
            for (Verdict.Passage passage : match.passages()) {
                similarity(tally, match, passage);
            }
        }
        return tally.claim("similarities follow from the tokens of both spans");
    }

    private void similarity(Tally tally, Verdict.Match match, Verdict.Passage passage) {
        Map<String, SectionTokens> there = bundle.document(match);
        SectionTokens.Span q = bundle.here(passage);
        SectionTokens.Span r = Bundle.span(there, passage.sourceSection(), passage.sourceStart(), passage.sourceEnd());
        if (bundle.submission() == null || there == null) {
            tally.open(Bundle.TEXT_IS_MISSING);
            return;
        }
        if (q == null || r == null) {
            tally.fail(Bundle.name(match, passage) + ": there is no such span");
            return;
        }
        int matched = Similarity.matched(passage.similarity(), q, r);
        if (matched < 0) {
            tally.fail(Bundle.name(match, passage) + ": " + passage.similarity() + " is no share of " + q.most()
                    + " and " + r.most() + " tokens");
            return;
        }
        pairs += (long) q.most() * r.most();
        if (pairs > MAX_PAIRS) {
            tally.open("too much text to align once more");
            return;
        }
        int[] one = tokensHere(passage, q);
        int[] other = tokensThere(there, passage, r);
        Similarity.Range possible = Similarity.possible(one, other);
        tally.check(
                matched >= possible.least() && matched <= possible.most(),
                Bundle.name(match, passage) + ": " + passage.similarity() + " means " + matched
                        + " equal tokens, and the texts have " + possible.least() + " to " + possible.most());
    }

    private int[] tokensHere(Verdict.Passage passage, SectionTokens.Span span) {
        return tokens(bundle.submission(), passage.section(), span);
    }

    private static int[] tokensThere(
            @Nullable Map<String, SectionTokens> there, Verdict.Passage passage, SectionTokens.Span span) {
        return tokens(there, passage.sourceSection(), span);
    }

    private static int[] tokens(@Nullable Map<String, SectionTokens> sections, String key, SectionTokens.Span span) {
        SectionTokens section = sections == null ? null : sections.get(key);
        return section == null ? new int[0] : section.tokens(span);
    }

    /**
     * Whether each match has a run of that length in one of its passages, and the verdict's is the longest of them and of the
     * one of common text, where it counts. A longer one may stand there: one that is in no chain of the engine's.
     */
    Claim longestRun() {
        Tally tally = new Tally("longest run");
        int longest = 0;
        for (Verdict.Match match : bundle.verdict().matches()) {
            longest = Math.max(longest, match.longestRun());
            run(tally, match);
        }
        Integer ofCommonText = bundle.verdict().commonText().longestRun();
        longest = Math.max(longest, ofCommonText == null ? 0 : ofCommonText);
        tally.check(
                bundle.verdict().longestRun() == longest,
                "the verdict's is " + bundle.verdict().longestRun() + ", that of its matches " + longest);
        return tally.claim("runs stand on both sides");
    }

    private void run(Tally tally, Verdict.Match match) {
        Map<String, SectionTokens> there = bundle.document(match);
        if (bundle.submission() == null || there == null) {
            tally.open(Bundle.TEXT_IS_MISSING);
            return;
        }
        boolean found = false;
        for (Verdict.Passage passage : match.passages()) {
            SectionTokens.Span q = bundle.here(passage);
            SectionTokens.Span r =
                    Bundle.span(there, passage.sourceSection(), passage.sourceStart(), passage.sourceEnd());
            if (q != null && r != null && match.longestRun() > 0) {
                found |= CommonRun.haveRun(tokensHere(passage, q), tokensThere(there, passage, r), match.longestRun());
            }
        }
        tally.check(
                found,
                Bundle.name(match) + ": its passages have no run of " + match.longestRun() + " tokens in common");
    }
}
