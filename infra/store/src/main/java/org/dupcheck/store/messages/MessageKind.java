package org.dupcheck.store.messages;

import java.util.EnumSet;
import java.util.Set;

/** What a message tells; the names are what {@code site_message.kind} holds. */
public enum MessageKind {
    /** The verdict is clean and the work order submitted. */
    CLEAN,
    /** There are duplicates, and the applicant is to decide. */
    DUPLICATES,
    /** There are none, but not everything could be compared or counted, and the applicant is to decide. */
    CONFIRMATION_NEEDED,
    /** The applicant is still to decide. */
    REMINDER,
    /** Nobody has decided in time, and the work order is given up. */
    EXPIRED,
    /** The applicant has confirmed and the work order is submitted. */
    CONFIRMED,
    /** The applicant has confirmed, and a reviewer is to agree. */
    AWAITING_REVIEW,
    /** A reviewer has agreed, and the work order is submitted. */
    REVIEW_ACCEPTED,
    /** A reviewer has returned it, and the work order is given up. */
    RETURNED,
    /** A reviewer asks the applicant to explain. */
    EXPLANATION_ASKED,
    /** A decision had no effect, for the text or what was found in it had changed. */
    DECISION_STALE,
    /** The check failed. */
    CHECK_FAILED,
    /** The work order is submitted, and by changes of the reference set the verdict is another one since. */
    VERDICT_CHANGED,
    /** The business module has not taken the work order. */
    REJECTED,
    /** The business module does not take the work order back. */
    CANCEL_REJECTED;

    /** What a new outcome of the document makes untrue or pointless; the others tell of something that stays true. */
    static final Set<MessageKind> OVERTAKABLE = EnumSet.of(
            DUPLICATES,
            CONFIRMATION_NEEDED,
            REMINDER,
            EXPIRED,
            AWAITING_REVIEW,
            RETURNED,
            EXPLANATION_ASKED,
            CHECK_FAILED,
            VERDICT_CHANGED);
}
