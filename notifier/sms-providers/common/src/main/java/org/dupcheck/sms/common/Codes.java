package org.dupcheck.sms.common;

import java.util.Set;
import java.util.regex.Pattern;
import org.dupcheck.notifier.channels.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's codes mean for a message. Refused is what holds for every provider: the number. All else that a provider turns
 * away may go by the next one. What is in no list is unknown.
 *
 * @param sent the one code of success
 * @param notSent codes, or families of them: what stands before the first dot of a code
 * @param refused codes
 */
public record Codes(String sent, Set<String> notSent, Set<String> refused) {
    /** Without digits: no number is told by mistake. */
    private static final Pattern TOLD = Pattern.compile("[A-Za-z][A-Za-z._]{0,79}");

    public Codes {
        notSent = Set.copyOf(notSent);
        refused = Set.copyOf(refused);
    }

    /** @param code null where the answer has none */
    public Outcome outcomeOf(@Nullable String code) {
        if (code == null) {
            return Outcome.unknown("answered without a code");
        }
        String error = "answered " + (TOLD.matcher(code).matches() ? code : "a code of no known form");
        if (code.equals(sent)) {
            return Outcome.taken();
        }
        if (refused.contains(code)) {
            return Outcome.refused(error);
        }
        return notSent.contains(code) || notSent.contains(familyOf(code))
                ? Outcome.postponed(error)
                : Outcome.unknown(error);
    }

    private static String familyOf(String code) {
        int dot = code.indexOf('.');
        return dot < 0 ? code : code.substring(0, dot);
    }
}
