package org.dupcheck.engine;

/** All common runs of a submission and a window of a reference section, at full length. */
final class Runs {
    /** Runs of one window at most. */
    private static final int MOST = 4_096;

    private Runs() {}

    /** In order of their place in the submission; valid until the workspace is used for the next window. */
    static RunList of(PreparedQuery query, int[] window, int size, Workspace workspace) {
        int[] q = query.tokens;
        RunList runs = workspace.runs();
        // where the last run of each diagonal ends, plus base; what is not above base is of an earlier window
        int base = workspace.diagonalBase(q.length + size + 1, size);
        int[] diagonals = workspace.diagonals();
        int[] places = workspace.places();
        for (int r = 0; r + RunTable.SHORTEST <= size && runs.size() < MOST; r++) {
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
                int from = place - back;
                runs.add(from, r - back, back + ahead, query.bits.run(from, place + ahead));
            }
        }
        runs.sort();
        return runs;
    }
}
