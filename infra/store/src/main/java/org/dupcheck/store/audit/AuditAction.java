package org.dupcheck.store.audit;

import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.workorders.OrderTrigger;
import org.jspecify.annotations.Nullable;

/** What was decided or done. */
public enum AuditAction {
    /** The rules submitted a work order: nothing speaks against it. */
    SUBMITTED,
    /** The applicant confirmed, and the work order was submitted. */
    CONFIRMED,
    /** The applicant confirmed, and a reviewer has to agree. */
    REFERRED,
    /** The applicant does not submit. */
    DECLINED,
    /** The submission was withdrawn. */
    WITHDRAWN,
    /** The time for a confirmation ran out. */
    EXPIRED,
    /** A reviewer's agreement submitted the work order. */
    AGREED,
    /** A reviewer's return gave the work order up. */
    RETURNED,
    /** A reviewer's decision on a verdict. */
    REVIEW_ACCEPT,
    REVIEW_RETURN,
    REVIEW_EXPLAIN,
    /** A reviewer left something out of a verdict's figures. */
    REVIEW_EXCLUDE,
    /** It counts again. */
    REVIEW_RESTORE,
    /** A version of a policy was put in force. */
    POLICY_SAVED,
    /** A program got a key. */
    KEY_ADDED,
    KEY_REPLACED,
    KEY_REVOKED,
    /** An address hears of documents. */
    WEBHOOK_ADDED,
    WEBHOOK_SECRET_REPLACED,
    WEBHOOK_DISABLED,
    WEBHOOK_DELETED,
    /** A record that could not be handled was published once more. */
    DEAD_LETTER_REPLAYED,
    /** Something that came to no good end was done once more. */
    CHECK_RETRIED,
    COMMAND_RETRIED,
    DELIVERY_RESENT,
    /** A node is to take no work. */
    NODE_DRAINED,
    /** It takes work again. */
    NODE_RESUMED;

    /** Whether nobody but the rules can have decided it. */
    public boolean isByRules() {
        return this == SUBMITTED || this == EXPIRED;
    }

    /** What a work order's event is in the log; null for one in which nobody decides anything. */
    public static @Nullable AuditAction of(OrderTrigger event) {
        return switch (event) {
            case CLEAN -> SUBMITTED;
            case CONFIRMED -> CONFIRMED;
            case REFERRED -> REFERRED;
            case DECLINED -> DECLINED;
            case TAKEN_BACK -> WITHDRAWN;
            case TIMED_OUT -> EXPIRED;
            case ACCEPTED -> AGREED;
            case RETURNED -> RETURNED;
            case SENT, ASKED, FAILED -> null;
        };
    }

    /** What a reviewer's act is in the log. */
    public static AuditAction of(ReviewAct.Kind kind) {
        return switch (kind) {
            case ACCEPT -> REVIEW_ACCEPT;
            case RETURN -> REVIEW_RETURN;
            case EXPLAIN -> REVIEW_EXPLAIN;
            case EXCLUDE -> REVIEW_EXCLUDE;
            case RESTORE -> REVIEW_RESTORE;
        };
    }
}
