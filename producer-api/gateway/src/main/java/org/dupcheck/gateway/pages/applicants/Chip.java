package org.dupcheck.gateway.pages.applicants;

import org.dupcheck.contract.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What stands under a box.
 *
 * @param box number of the box
 * @param passages found; 0 unless the state is FOUND
 * @param share of the box's text that they cover, 0 to 1
 * @param why it could not be checked, in the reader's words; null unless the state is FAILED
 * @param again where to ask again; null where this is the end of it
 */
public record Chip(
        int box,
        State state,
        int passages,
        double share,
        @Nullable String why,
        @Nullable String again) {
    /** How far a box is. */
    public enum State {
        EMPTY,
        CHECKING,
        NONE,
        /** Too little text to tell. */
        LITTLE,
        FOUND,
        FAILED
    }

    static Chip empty(int box) {
        return new Chip(box, State.EMPTY, 0, 0, null, null);
    }

    static Chip checking(int box, String again) {
        return new Chip(box, State.CHECKING, 0, 0, null, again);
    }

    static Chip failed(int box, String why) {
        return new Chip(box, State.FAILED, 0, 0, why, null);
    }

    static Chip of(int box, Verdict verdict) {
        int passages = verdict.countedPassages();
        State state = passages > 0 ? State.FOUND : verdict.tooLittleText() ? State.LITTLE : State.NONE;
        return new Chip(box, state, passages, verdict.containment(), null, null);
    }
}
