package org.dupcheck.engine;

import java.util.Arrays;

/**
 * Extends a chain past its first and last run as long as equal tokens outweigh edits: banded x-drop extension (Altschul
 * et al., BLAST, 1990; Zhang et al., 2000).
 */
final class Borders {
    private static final int BAND = 8;
    private static final int WIDTH = 2 * BAND + 1;
    private static final int UNREACHED = Integer.MIN_VALUE / 2;
    /** Rows at most. */
    private static final int FARTHEST = 400;

    private static final int MATCH = 100;
    private static final int EDIT = 70;
    private static final int DROP = 300;

    private Borders() {}

    static Chain extend(PreparedQuery query, int[] window, Chain chain) {
        int[] ahead = reach(query.tokens, chain.qEnd(), 1, window, chain.rEnd());
        int[] back = reach(query.tokens, chain.q() - 1, -1, window, chain.r() - 1);
        return new Chain(
                chain.q() - back[0],
                chain.qEnd() + ahead[0],
                chain.r() - back[1],
                chain.rEnd() + ahead[1],
                chain.bits() + back[3] + ahead[3],
                chain.gross() + back[3] + ahead[3],
                chain.matched() + back[2] + ahead[2],
                chain.longestRun());
    }

    /** How far the best extension reaches on both sides, its matches and their bits. */
    private static int[] reach(int[] q, int q0, int step, int[] r, int r0) {
        int[] row = new int[WIDTH];
        int[] next = new int[WIDTH];
        Arrays.fill(row, UNREACHED);
        for (int d = BAND; d < WIDTH; d++) {
            row[d] = -(d - BAND) * EDIT;
        }
        int best = 0;
        int bestQ = 0;
        int bestR = 0;
        for (int i = 1; i <= FARTHEST; i++) {
            int qi = q0 + (i - 1) * step;
            if (qi < 0 || qi >= q.length || q[qi] < 0) {
                break;
            }
            int alive = UNREACHED;
            for (int d = 0; d < WIDTH; d++) {
                int j = i + d - BAND;
                int value = UNREACHED;
                if (j >= 0) {
                    int rj = r0 + (j - 1) * step;
                    if (j > 0 && rj >= 0 && rj < r.length) {
                        value = row[d] + (q[qi] == r[rj] ? MATCH : -EDIT);
                        if (d > 0) {
                            value = Math.max(value, next[d - 1] - EDIT);
                        }
                    }
                    if (d + 1 < WIDTH) {
                        value = Math.max(value, row[d + 1] - EDIT);
                    }
                }
                if (value < best - DROP) {
                    value = UNREACHED;
                }
                next[d] = value;
                alive = Math.max(alive, value);
                if (value > best) {
                    best = value;
                    bestQ = i;
                    bestR = j;
                }
            }
            if (alive <= UNREACHED) {
                break;
            }
            int[] swap = row;
            row = next;
            next = swap;
        }
        int matched = Math.max(0, (best + EDIT * Math.max(bestQ, bestR)) / (MATCH + EDIT));
        return new int[] {bestQ, bestR, Math.min(matched, Math.min(bestQ, bestR)), 0};
    }
}
