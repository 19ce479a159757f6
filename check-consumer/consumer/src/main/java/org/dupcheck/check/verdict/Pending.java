package org.dupcheck.check.verdict;

import java.util.List;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Verdict;

/**
 * What a comparison with the other open submissions came to.
 *
 * @param openVersion names the state of the open submissions; 0 where the policy compares with none
 * @param matches what a verdict names of it, largest first
 * @param counts whether they reach a threshold of the policy, as approved documents would
 * @param others submissions that have the same text, named or not: theirs may be to name this one
 */
public record Pending(long openVersion, List<Verdict.Match> matches, boolean counts, Set<BusinessKey> others) {
    /** Of no comparison. */
    public static final Pending NONE = new Pending(0, List.of(), false, Set.of());

    /** Whether a verdict says the same of the other open submissions. */
    public boolean isToldBy(Verdict verdict) {
        return matches.equals(verdict.pending())
                && counts == verdict.confirmationReasons().contains(ConfirmationReason.PENDING);
    }
}
