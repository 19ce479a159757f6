package org.dupcheck.contract;

/** What a finished check says; {@link #code} is what {@code check_task.result_state} holds. */
public enum ResultState {
    DUPLICATES(1),
    NONE(2);

    private final int code;

    ResultState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException for a code no result has */
    public static ResultState ofCode(int code) {
        for (ResultState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no result state has the code " + code);
    }
}
