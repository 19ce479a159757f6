package org.dupcheck.store.due;

/** What is to be done; the names are what {@code due.kind} holds. */
public enum DueKind {
    /** Commands of a business document are to be published; the subject is its key. */
    COMMANDS,
    /** An applicant is to be reminded of a decision; the subject is the document's key. */
    REMINDER,
    /** A decision that nobody takes ends the order; the subject is the document's key. */
    EXPIRY,
    /** A reviewer has decided; the subject is the document's key. */
    REVIEWED,
    /** The business module should have answered a command by now; the subject is the command's id. */
    ANSWER
}
