package org.dupcheck.store.messages;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
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
    public static final Set<MessageKind> OVERTAKABLE = Collections.unmodifiableSet(EnumSet.of(
            DUPLICATES,
            CONFIRMATION_NEEDED,
            REMINDER,
            EXPIRED,
            AWAITING_REVIEW,
            RETURNED,
            EXPLANATION_ASKED,
            CHECK_FAILED,
            VERDICT_CHANGED));

    /** What stays true when the submission is withdrawn, whatever became of it before. */
    public static final Set<MessageKind> LASTING =
            Collections.unmodifiableSet(EnumSet.of(DECISION_STALE, REJECTED, CANCEL_REJECTED));

    /**
     * Where time counts: the applicant takes the work order to be on its way, or to have time, and it is not so. What is missed
     * then, such as the end of a call for projects, cannot be made up for.
     */
    private static final Set<MessageKind> URGENT = EnumSet.of(REMINDER, EXPIRED, RETURNED, REJECTED);

    /** What the applicant has to act on, or to know of, and did not bring about. */
    private static final Set<MessageKind> ASKING = EnumSet.of(
            DUPLICATES,
            CONFIRMATION_NEEDED,
            REMINDER,
            EXPIRED,
            RETURNED,
            EXPLANATION_ASKED,
            DECISION_STALE,
            CHECK_FAILED,
            REJECTED,
            CANCEL_REJECTED);

    /** Empty where this version knows none of that name. */
    public static Optional<MessageKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findAny();
    }

    /** Whether it should be read within minutes. */
    public boolean isUrgent() {
        return URGENT.contains(this);
    }

    /** Whether the applicant has something to do, or has to know that something did not come about. */
    public boolean asksApplicant() {
        return ASKING.contains(this);
    }
}
