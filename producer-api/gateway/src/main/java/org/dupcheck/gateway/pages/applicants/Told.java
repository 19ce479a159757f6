package org.dupcheck.gateway.pages.applicants;

import org.jspecify.annotations.Nullable;

/**
 * What is told below the form of a comparison or a submission.
 *
 * @param result null unless the state has one
 * @param why it was refused, in the reader's words; null unless the state is REFUSED
 * @param again where to ask again; null where this is the end of it
 */
public record Told(
        State state,
        @Nullable OwnResult result,
        @Nullable String why,
        @Nullable String again) {
    /** How far it is. */
    public enum State {
        COMPARING,
        COMPARED,
        /** Submitted to be checked; the verdict is not there yet. */
        CHECKING,
        /** Nothing to confirm: the work order goes on by itself. */
        CLEAN,
        /** The applicant is asked to confirm. */
        ASKS,
        /** A newer text has taken its place, or it was withdrawn. */
        OVERTAKEN,
        /** It takes longer than anybody waits for. */
        LATE,
        REFUSED
    }

    /** Whether a submission was taken: there is something to be decided, or to be waited for. */
    public boolean isSubmitted() {
        return state == State.CHECKING || state == State.CLEAN || state == State.ASKS;
    }

    static Told refused(String why) {
        return new Told(State.REFUSED, null, why, null);
    }

    static Told of(State state) {
        return new Told(state, null, null, null);
    }
}
