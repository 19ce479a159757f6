package org.dupcheck.gateway.pages.people;

/** What a person may do on the pages. */
public enum PersonRole {
    /** Writes and submits; sees own submissions alone. */
    APPLICANT,
    /** Reads all verdicts with both texts. */
    REVIEWER,
    /** Sees how the system is, and may repeat what failed. */
    OPERATOR
}
