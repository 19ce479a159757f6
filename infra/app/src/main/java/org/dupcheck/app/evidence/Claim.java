package org.dupcheck.app.evidence;

import java.util.List;

/**
 * Something that a verdict says, and what came of checking it.
 *
 * @param name what is checked, in a few words
 * @param figures how much of it was found true, in a few words
 * @param faults what is false, the first of it
 */
public record Claim(String name, Outcome outcome, String figures, List<String> faults) {
    /** Copies the list. */
    public Claim {
        faults = List.copyOf(faults);
    }

    /** What came of a check. */
    public enum Outcome {
        TRUE,
        FALSE,
        /** A text that the check needs is not in the bundle, or another engine made the figures. */
        OPEN
    }
}
