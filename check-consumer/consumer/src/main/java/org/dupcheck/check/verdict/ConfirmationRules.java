package org.dupcheck.check.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Verdict;

/**
 * Says why a work order may not be submitted by itself. Traces of disguise are no reason: they are told, and what they
 * should have hidden is found all the same.
 */
public record ConfirmationRules(ConfirmationSettings settings) {
    /** The same with what a policy says instead of the settings. */
    ConfirmationRules under(Policy policy) {
        Integer leastTokens = policy.leastTokens();
        Integer commonTextTokens = policy.commonTextTokens();
        return new ConfirmationRules(new ConfirmationSettings(
                leastTokens == null ? settings.leastTokens() : leastTokens,
                commonTextTokens == null ? settings.commonTextTokens() : commonTextTokens));
    }

    boolean tooLittleText(int tokens) {
        return tokens < settings.leastTokens();
    }

    /**
     * In the order of {@link ConfirmationReason}; empty where nothing speaks against submitting.
     *
     * @param review whether a reviewer has to agree
     */
    List<ConfirmationReason> reasons(
            boolean duplicates, boolean review, int tokens, Verdict.CommonText commonText, List<Signal> signals) {
        List<ConfirmationReason> reasons = new ArrayList<>();
        if (duplicates) {
            reasons.add(ConfirmationReason.DUPLICATES);
        }
        if (commonText.tokens() > settings.commonTextTokens()) {
            reasons.add(ConfirmationReason.COMMON_TEXT);
        }
        if (tooLittleText(tokens)) {
            reasons.add(ConfirmationReason.TOO_LITTLE_TEXT);
        }
        if (has(signals, SignalKind.UNREAD_TEXT)) {
            reasons.add(ConfirmationReason.UNREAD_TEXT);
        }
        if (has(signals, SignalKind.SEARCH_LIMIT)) {
            reasons.add(ConfirmationReason.SEARCH_LIMIT);
        }
        if (review) {
            reasons.add(ConfirmationReason.REVIEW);
        }
        return reasons;
    }

    /**
     * The same reasons, with what a comparison with the open submissions says in the place of what one said before.
     *
     * @param counts whether it reaches a threshold of the policy
     */
    public static List<ConfirmationReason> withPending(List<ConfirmationReason> reasons, boolean counts) {
        List<ConfirmationReason> all = new ArrayList<>(reasons);
        all.remove(ConfirmationReason.PENDING);
        if (counts) {
            all.add(ConfirmationReason.PENDING);
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private static boolean has(List<Signal> signals, SignalKind kind) {
        return signals.stream().anyMatch(signal -> signal.kind() == kind);
    }
}
