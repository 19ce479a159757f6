package org.dupcheck.contract;

/** Where a check stands; {@link #code} is what {@code check_task.state} holds. */
public enum CheckState {
    QUEUED(0),
    RUNNING(1),
    FINISHED(2),
    FAILED(3),
    SUPERSEDED(4),
    WITHDRAWN(5);

    private final int code;

    CheckState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code no state has */
    public static CheckState ofCode(int code) {
        for (CheckState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no check state has the code " + code);
    }
}
