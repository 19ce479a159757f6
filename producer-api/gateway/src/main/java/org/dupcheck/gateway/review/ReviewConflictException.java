package org.dupcheck.gateway.review;

import org.dupcheck.contract.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Somebody, or a newer check, was quicker. Nothing was done. */
public final class ReviewConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;
    private final transient @Nullable Reviewed now;

    private ReviewConflictException(ErrorCode code, String message, @Nullable Reviewed now) {
        super(message);
        this.code = code;
        this.detail = message;
        this.now = now;
    }

    static ReviewConflictException overtaken() {
        return new ReviewConflictException(
                ErrorCode.STALE_VERDICT, "the document has a newer verdict: look at that one", null);
    }

    static ReviewConflictException others() {
        return new ReviewConflictException(
                ErrorCode.STALE_REVIEW, "a reviewer has acted on the verdict since: look at what holds now", null);
    }

    /** The same, with what holds now. */
    ReviewConflictException with(Reviewed reviewed) {
        return new ReviewConflictException(code, detail, reviewed);
    }

    /** STALE_VERDICT or STALE_REVIEW. */
    public ErrorCode code() {
        return code;
    }

    String detail() {
        return detail;
    }

    /** What holds now. */
    public Reviewed now() {
        if (now == null) {
            throw new IllegalStateException("a conflict that tells nothing");
        }
        return now;
    }
}
