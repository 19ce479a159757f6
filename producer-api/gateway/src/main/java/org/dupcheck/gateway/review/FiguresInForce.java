package org.dupcheck.gateway.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.reviews.ReviewTarget;

/**
 * Works out every figure of a verdict without what reviewers left out. A passage that is left out takes its tokens out of
 * those that are matched, where no other passage covers them; the tokens of the submission stay what they are, for the text
 * is still there and was not copied from anybody that counts. Common text that counts goes on counting: no passage covers any
 * of it. Pure.
 */
final class FiguresInForce {
    /** The last ratio: what is matched without what reviewers left out. */
    static final String REVIEW = "review";

    private static final Comparator<Verdict.Match> LARGEST_FIRST = Comparator.comparingDouble(
                    Verdict.Match::containment)
            .reversed()
            .thenComparing(Verdict.Match::documentType)
            .thenComparing(Verdict.Match::documentId);

    private FiguresInForce() {}

    /**
     * The verdict with those figures; the very same where nothing is left out. Sources without a passage that counts are not
     * among its matches.
     *
     * @param counts of that verdict
     * @param thresholds of the policy that it is pinned to
     */
    static Verdict of(
            Verdict verdict, PassageCounts counts, Collection<ReviewTarget> leftOut, Policy.Thresholds thresholds) {
        if (leftOut.isEmpty()) {
            return verdict;
        }
        Set<ReviewTarget> out = Set.copyOf(leftOut);
        List<Verdict.Match> matches = new ArrayList<>();
        List<Verdict.Passage> passages = new ArrayList<>();
        for (int m = 0; m < verdict.matches().size(); m++) {
            Verdict.Match match = without(verdict, m, counts, out);
            if (!match.passages().isEmpty()) {
                matches.add(match);
                passages.addAll(match.passages());
            }
        }
        matches.sort(LARGEST_FIRST);
        List<Verdict.Passage> stored = verdict.matches().stream()
                .flatMap(match -> match.passages().stream())
                .toList();
        List<Verdict.SectionResult> sections = verdict.sections().stream()
                .map(section -> {
                    int common = section.matchedTokens() - counts.covered(section.key(), stored);
                    int matched = common + counts.covered(section.key(), passages);
                    return new Verdict.SectionResult(
                            section.key(), Shares.of(matched, section.tokens()), section.tokens(), matched);
                })
                .toList();
        int matched =
                sections.stream().mapToInt(Verdict.SectionResult::matchedTokens).sum();
        Integer ofCommonText = verdict.commonText().longestRun();
        int longest = matches.stream()
                .mapToInt(Verdict.Match::longestRun)
                .reduce(ofCommonText == null ? 0 : ofCommonText, Math::max);
        double containment = Shares.of(matched, verdict.tokens());
        List<Verdict.Ratio> ratios = new ArrayList<>(verdict.ratios());
        ratios.add(new Verdict.Ratio(REVIEW, containment, verdict.tokens(), matched, 0));
        int counted = verdict.countedPassages() - stored.size() + passages.size();
        ResultState result =
                thresholds.reached(containment, longest, counted) ? ResultState.DUPLICATES : ResultState.NONE;
        return with(verdict, result, containment, longest, matched, sections, ratios, matches);
    }

    private static Verdict.Match without(Verdict verdict, int m, PassageCounts counts, Set<ReviewTarget> out) {
        Verdict.Match match = verdict.matches().get(m);
        List<Verdict.Passage> left = new ArrayList<>();
        int longest = 0;
        for (int p = 0; p < match.passages().size(); p++) {
            Verdict.Passage passage = match.passages().get(p);
            if (!isOut(match, passage, out)) {
                left.add(passage);
                longest = Math.max(longest, counts.runs().get(m).get(p));
            }
        }
        return new Verdict.Match(
                match.documentType(),
                match.documentId(),
                match.documentRevision(),
                match.title(),
                Shares.of(counts.covered(left), verdict.tokens()),
                longest,
                left);
    }

    /** Whether a passage is left out, by itself or with its source. */
    static boolean isOut(Verdict.Match match, Verdict.Passage passage, Set<ReviewTarget> out) {
        return out.contains(ReviewTarget.source(match.documentType(), match.documentId()))
                || out.contains(target(match, passage));
    }

    static ReviewTarget target(Verdict.Match match, Verdict.Passage passage) {
        return new ReviewTarget(
                match.documentType(), match.documentId(), passage.section(), passage.start(), passage.end());
    }

    private static Verdict with(
            Verdict verdict,
            ResultState result,
            double containment,
            int longest,
            int matched,
            List<Verdict.SectionResult> sections,
            List<Verdict.Ratio> ratios,
            List<Verdict.Match> matches) {
        return new Verdict(
                verdict.verdictId(),
                verdict.businessType(),
                verdict.businessId(),
                verdict.revision(),
                verdict.mode(),
                verdict.contentHash(),
                result,
                verdict.corpusVersion(),
                verdict.statisticsVersion(),
                verdict.engineVersion(),
                verdict.settingsVersion(),
                verdict.policyVersion(),
                verdict.current(),
                verdict.changesBehind(),
                verdict.reason(),
                verdict.createdAt(),
                containment,
                longest,
                verdict.tokens(),
                matched,
                sections,
                ratios,
                verdict.tooLittleText(),
                verdict.commonText(),
                verdict.signals(),
                verdict.confirmationReasons(),
                verdict.openVersion(),
                verdict.pending(),
                matches);
    }
}
