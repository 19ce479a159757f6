package org.dupcheck.contract;

/** What a reviewer decides about a verdict. */
public enum ReviewDecision {
    /** It may go on. */
    ACCEPT,
    /** It goes back to the applicant. */
    RETURN,
    /** The applicant is asked to explain. */
    EXPLAIN
}
