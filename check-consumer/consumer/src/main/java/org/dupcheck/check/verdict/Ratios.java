package org.dupcheck.check.verdict;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.Comparison;

/** The figure of a submission, raw and after each thing that was left out. Stateless. */
final class Ratios {
    private Ratios() {}

    /**
     * The last one is the comparison's own figure.
     *
     * @param policy whose options the comparison was made with
     */
    static List<Verdict.Ratio> of(Comparison comparison, Policy policy) {
        List<Verdict.Ratio> ratios = new ArrayList<>();
        int tokens = comparison.raw().tokens();
        int matched = comparison.raw().matchedTokens();
        ratios.add(ratio(Verdict.Ratio.RAW, tokens, matched, 0));
        for (Comparison.Exclusion exclusion : comparison.exclusions()) {
            tokens -= exclusion.tokens();
            matched -= exclusion.matchedTokens() + exclusion.restTokens();
            ratios.add(ratio(name(exclusion.kind()), tokens, matched, exclusion.tokens()));
        }
        if (policy.commonTextCounts()) {
            matched += comparison.commonText().countedTokens();
            ratios.add(ratio(Verdict.Ratio.COMMON_TEXT, tokens, matched, 0));
        }
        return ratios;
    }

    private static Verdict.Ratio ratio(String name, int tokens, int matched, int leftOut) {
        return new Verdict.Ratio(name, tokens == 0 ? 0 : (double) matched / tokens, tokens, matched, leftOut);
    }

    /** As the fields of a policy are called. */
    private static String name(Comparison.Exclusion.Kind kind) {
        return switch (kind) {
            case BIBLIOGRAPHY -> "bibliography";
            case QUOTATION -> "quotations";
            case TEMPLATE -> "templates";
            case OWN_DOCUMENTS -> "ownDocuments";
            case UNDER_FLOOR -> "minorPassages";
        };
    }
}
