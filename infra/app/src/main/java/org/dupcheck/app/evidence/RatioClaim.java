package org.dupcheck.app.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dupcheck.contract.Verdict;

/** Whether the ratios add up, from the raw one to the verdict's own. Stateless. */
final class RatioClaim {
    private RatioClaim() {}

    static Claim of(Verdict verdict) {
        Tally tally = new Tally("ratios");
        List<Verdict.Ratio> ratios = verdict.ratios();
        tally.check(
                !ratios.isEmpty()
                        && ratios.get(0).name().equals(Verdict.Ratio.RAW)
                        && ratios.get(0).leftOut() == 0,
                "the first one is not raw");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ratios.size(); i++) {
            Verdict.Ratio ratio = ratios.get(i);
            tally.check(names.add(ratio.name()), ratio.name() + " stands there twice");
            double share = ratio.tokens() == 0 ? 0 : (double) ratio.matchedTokens() / ratio.tokens();
            tally.check(
                    ratio.containment() == share && ratio.matchedTokens() <= ratio.tokens(),
                    ratio.name() + ": " + ratio.matchedTokens() + " of " + ratio.tokens() + " tokens is not "
                            + ratio.containment());
            if (i > 0) {
                Verdict.Ratio before = ratios.get(i - 1);
                if (ratio.name().equals(Verdict.Ratio.COMMON_TEXT)) {
                    addsCommonText(tally, verdict, before, ratio);
                } else {
                    tally.check(
                            ratio.leftOut() >= 0
                                    && before.tokens() - ratio.leftOut() == ratio.tokens()
                                    && ratio.matchedTokens() <= before.matchedTokens(),
                            ratio.name() + ": " + before.tokens() + " tokens less " + ratio.leftOut() + " are not "
                                    + ratio.tokens() + ", or more of them match than before");
                }
            }
        }
        if (!ratios.isEmpty()) {
            Verdict.Ratio last = ratios.get(ratios.size() - 1);
            tally.check(
                    last.tokens() == verdict.tokens()
                            && last.matchedTokens() == verdict.matchedTokens()
                            && last.containment() == verdict.containment(),
                    last.name() + " is the last one, and not the verdict's own figure");
        }
        return tally.claim("each follows from the one before, and the last is the verdict's own");
    }

    /** The one step that adds, and by all tokens of common text: no passage covers any of them. */
    private static void addsCommonText(Tally tally, Verdict verdict, Verdict.Ratio before, Verdict.Ratio ratio) {
        int common = verdict.commonText().tokens();
        tally.check(
                ratio.leftOut() == 0
                        && ratio.tokens() == before.tokens()
                        && ratio.matchedTokens() - before.matchedTokens() == common,
                ratio.name() + ": " + before.matchedTokens() + " matched tokens and " + common
                        + " of common text are not " + ratio.matchedTokens() + ", or something is left out");
    }
}
