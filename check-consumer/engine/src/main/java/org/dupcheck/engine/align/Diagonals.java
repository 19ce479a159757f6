package org.dupcheck.engine.align;

import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;

/**
 * The runs found so far of a section of the submission and a window, and where the last one of each diagonal ends, so that
 * none is found twice. Runs of one diagonal are to be added in ascending order. Used by one thread.
 */
final class Diagonals {
    /** Runs of one window at most: so many, or one for each token of a longer window or section. */
    private static final int MAX = 4_096;
    /** Bits of a run that is missed if it is given up. */
    private static final int MISSED = 30 * Bits.ONE;

    /** Equal tokens between two questions whether the check is still wanted. */
    private static final int STEP_MASK = (1 << 12) - 1;

    private final SectionQuery query;
    private final int[] tokens;
    private final int size;
    private final SearchLimits limits;
    private final RunList runs;
    private final Pace pace;
    private final int most;
    /** For each diagonal where its last run ends, plus base; what is not above base is of an earlier pass. */
    private final int[] ends;

    private final int base;
    /** Tokens that runs may still be followed. */
    private long left;

    /** @param followed tokens that runs are followed in all at most */
    Diagonals(
            SectionQuery query, Window window, long followed, RunList runs, Workspace workspace, SearchLimits limits) {
        this.query = query;
        this.tokens = window.tokens();
        this.size = window.size();
        this.limits = limits;
        this.runs = runs;
        pace = query.pace();
        most = Math.max(MAX, Math.max(size, query.size()));
        base = workspace.diagonalBase(query.size() + size + 1, size);
        ends = workspace.diagonals();
        left = followed;
    }

    /** Asks whether the check is still wanted. */
    void ask() {
        query.wanted.ask();
    }

    /** Notes so many steps of work, and asks now and then. */
    void spend(int steps) {
        pace.spend(steps);
    }

    private int diagonal(int q, int r) {
        return q - r + size;
    }

    /** Where the last run of the diagonal of both places ends in the window; 0 or less if it has none. */
    int known(int q, int r) {
        return ends[diagonal(q, r)] - base;
    }

    /** Whether both places are there. */
    boolean has(int q, int r) {
        return q >= 0 && q < query.size() && r >= 0 && r < size;
    }

    /** Whether the tokens at both places, which must be there, are equal. */
    boolean isEqual(int q, int r) {
        return query.tokens[q] == tokens[r];
    }

    /** Adds the whole run that so many equal tokens are part of; returns where it ends in the window. */
    int add(int q, int r, int length) {
        int back = 0;
        while (has(q - back - 1, r - back - 1) && isEqual(q - back - 1, r - back - 1)) {
            back++;
            if ((back & STEP_MASK) == 0) {
                ask();
            }
        }
        int ahead = length;
        while (ahead < left && has(q + ahead, r + ahead) && isEqual(q + ahead, r + ahead)) {
            ahead++;
            if ((ahead & STEP_MASK) == 0) {
                ask();
            }
        }
        pace.spend(Math.min(STEP_MASK, back + ahead));
        left -= back + ahead;
        if (left <= 0) {
            limits.reached(q - back, q + ahead);
        }
        ends[diagonal(q, r)] = base + r + ahead;
        if (runs.size() == most) {
            giveUpLightest();
        }
        int from = q - back;
        runs.add(from, r - back, back + ahead, query.bits.run(from, q + ahead));
        return r + ahead;
    }

    private void giveUpLightest() {
        int[] places = runs.keepHeaviest(most / 2, MISSED, pace);
        if (places.length > 0) {
            limits.reached(places[0], places[1]);
        }
    }
}
