package org.dupcheck.store.reviews;

/** What reviewers have decided about a document's verdict of now. */
public enum ReviewState {
    UNDECIDED(0),
    ACCEPTED(1),
    RETURNED(2),
    /** The applicant is asked to explain. */
    ASKED(3),
    /** Decided on a verdict before, and there is another one since. */
    CHANGED(4);

    private final int code;

    ReviewState(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ReviewState ofCode(int code) {
        for (ReviewState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException(code + " is no state of a review");
    }
}
