package org.dupcheck.engine.align;

import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.RunTable;

/** All common runs of a submission and a window of a reference section, at full length. */
final class Runs {
    /** Runs of one window at most: so many, or one for each token of a longer window. */
    private static final int MOST = 4_096;

    /** Pairs of tokens up to which all runs are looked at, as a power of two, and how many more there are for each token more. */
    private static final int USUAL_PAIR_BITS = 24;

    private static final int PAIR_BITS_EACH = 4;

    private Runs() {}

    /** In order of their place in the submission; valid until the workspace is used for the next window. */
    static RunList of(PreparedQuery query, int[] window, int size, Workspace workspace) {
        int[] q = query.tokens;
        RunList runs = workspace.runs();
        // where the last run of each diagonal ends, plus base; what is not above base is of an earlier window
        int base = workspace.diagonalBase(q.length + size + 1, size);
        int[] diagonals = workspace.diagonals();
        int[] places = workspace.places();
        int most = Math.max(MOST, size);
        int shortest = shortest(q.length, size);
        for (int r = 0; r + RunTable.SHORTEST <= size && runs.size() < most; r++) {
            int count = query.runs.places(window, r, places);
            for (int k = 0; k < count; k++) {
                int place = places[k];
                int diagonal = place - r + size;
                if (diagonals[diagonal] > base + r) {
                    continue;
                }
                int back = 0;
                while (place - back > 0 && r - back > 0 && q[place - back - 1] == window[r - back - 1]) {
                    back++;
                }
                int ahead = RunTable.SHORTEST;
                while (place + ahead < q.length && r + ahead < size && q[place + ahead] == window[r + ahead]) {
                    ahead++;
                }
                diagonals[diagonal] = base + r + ahead;
                if (back + ahead >= shortest) {
                    int from = place - back;
                    runs.add(from, r - back, back + ahead, query.bits.run(from, place + ahead));
                }
            }
        }
        runs.sortBySubmission();
        return runs;
    }

    /** Long texts have many short runs in common by chance: those would only hide the others. */
    private static int shortest(int tokens, int size) {
        int pairBits = Long.SIZE - Long.numberOfLeadingZeros((long) tokens * size);
        return RunTable.SHORTEST + Math.max(0, (pairBits - USUAL_PAIR_BITS) / PAIR_BITS_EACH);
    }
}
