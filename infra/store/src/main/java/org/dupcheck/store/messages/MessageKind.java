package org.dupcheck.store.messages;

/** What a message tells; the names are what {@code site_message.kind} holds. */
public enum MessageKind {
    /** The verdict is clean and the work order submitted. */
    CLEAN,
    /** There are duplicates, and the applicant is to decide. */
    DUPLICATES,
    /** There are none, but not everything could be compared or counted, and the applicant is to decide. */
    CONFIRMATION_NEEDED,
    /** The applicant has confirmed and the work order is submitted. */
    CONFIRMED,
    /** The check failed. */
    CHECK_FAILED,
    /** The work order is submitted, and by changes of the reference set the verdict is another one since. */
    VERDICT_CHANGED
}
