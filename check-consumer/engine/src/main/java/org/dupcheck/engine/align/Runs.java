package org.dupcheck.engine.align;

import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.RunTable;
import org.jspecify.annotations.Nullable;

/** All common runs of a submission and a window of a reference section, at full length; of long texts those near a seed. */
final class Runs {
    /** Runs of one window at most: so many, or one for each token of a longer window. */
    private static final int MOST = 4_096;

    /** Pairs of tokens from which on only runs near a seed are looked at: elsewhere chance makes too many. */
    private static final long MANY_PAIRS = 1L << 27;

    private Runs() {}

    /** Whether there are so many pairs of tokens that {@link #of} needs to know where the seeds are. */
    static boolean needsSurroundings(PreparedQuery query, int size) {
        return (long) query.tokens.length * size >= MANY_PAIRS;
    }

    /**
     * In order of their place in the submission; valid until the workspace is used for the next window.
     *
     * @param window tokens of a section, from its {@code first} on
     * @param table of the submission's places that are looked for
     * @param surroundings where runs are looked for; null: everywhere
     */
    static RunList of(
            PreparedQuery query,
            int[] window,
            int size,
            int first,
            RunTable table,
            @Nullable Surroundings surroundings,
            Workspace workspace) {
        int[] q = query.tokens;
        RunList runs = workspace.runs();
        // where the last run of each diagonal ends, plus base; what is not above base is of an earlier window
        int base = workspace.diagonalBase(q.length + size + 1, size);
        int[] diagonals = workspace.diagonals();
        int[] places = workspace.places();
        int most = Math.max(MOST, size);
        int[] likely = workspace.likely();
        int[] entries = workspace.entries();
        int hits = table.likely(window, size, likely, entries);
        for (int i = 0; i < hits && runs.size() < most; i++) {
            int r = likely[i];
            boolean counts = surroundings == null || surroundings.hasRow(first + r);
            int count = counts ? table.places(window, r, entries[i], places) : 0;
            for (int k = 0; k < count; k++) {
                int place = places[k];
                int diagonal = place - r + size;
                if (diagonals[diagonal] > base + r || (surroundings != null && !surroundings.has(place, first + r))) {
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
                int from = place - back;
                runs.add(from, r - back, back + ahead, query.bits.run(from, place + ahead));
            }
        }
        runs.sortBySubmission();
        return runs;
    }
}
