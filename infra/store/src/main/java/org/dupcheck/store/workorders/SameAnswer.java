package org.dupcheck.store.workorders;

/**
 * Whether two verdicts of a document say the same of the same text to the same person, as a condition of SQL: what somebody
 * decided on the one counts for the other. So it is where the same text was sent once more.
 */
public final class SameAnswer {
    private SameAnswer() {}

    /** Of two rows of {@code verdict}, by their aliases. */
    public static String of(String one, String other) {
        return "(%1$s.verdict_id = %2$s.verdict_id or %1$s.content_hash = %2$s.content_hash".formatted(one, other)
                + " and same_findings(%1$s.body, %2$s.body) and ".formatted(one, other)
                + SameApplicant.of(one, other) + ")";
    }
}
