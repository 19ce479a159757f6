package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All common runs of a submission and a window of a reference section, at full length. */
final class Runs {
    /** Runs of one window at most. */
    private static final int MOST = 4_096;

    private static final Comparator<Run> BY_PLACE =
            Comparator.comparingInt(Run::q).thenComparingInt(Run::r);

    private Runs() {}

    /** In order of their place in the submission. */
    static List<Run> of(PreparedQuery query, int[] window, int size, Workspace workspace) {
        int[] q = query.tokens;
        // where the last run of each diagonal ends
        int[] diagonals = workspace.diagonals(q.length + size + 1);
        int[] places = new int[RunTable.MOST_PLACES];
        List<Run> runs = new ArrayList<>();
        for (int r = 0; r + RunTable.SHORTEST <= size && runs.size() < MOST; r++) {
            int count = query.runs.places(window, r, places);
            for (int k = 0; k < count; k++) {
                int place = places[k];
                int diagonal = place - r + size;
                if (diagonals[diagonal] > r) {
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
                diagonals[diagonal] = r + ahead;
                int from = place - back;
                runs.add(new Run(from, r - back, back + ahead, query.bits.run(from, place + ahead)));
            }
        }
        runs.sort(BY_PLACE);
        return runs;
    }
}
