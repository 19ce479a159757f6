package org.dupcheck.store.workorders;

/** How a work-order command stands. */
public enum CommandState {
    /** It could not be published, and waits for an operator. */
    SET_ASIDE("c.set_aside_at is not null"),
    /** It is being published. */
    UNSENT("c.sent_at is null and c.set_aside_at is null"),
    /** The business module has not answered yet; it need not. */
    UNANSWERED("c.sent_at is not null and c.answer is null"),
    ACCEPTED("c.answer = 'ACCEPTED'"),
    REJECTED("c.answer = 'REJECTED'");

    private final String condition;

    CommandState(String condition) {
        this.condition = condition;
    }

    /** Of a row {@code c}. */
    String condition() {
        return condition;
    }
}
