package org.dupcheck.engine.align;

import java.util.Arrays;
import org.dupcheck.engine.query.SectionQuery;

/**
 * Extends a chain past its first and its last run as long as equal tokens outweigh edits: banded x-drop extension
 * (Altschul et al., BLAST, 1990; Zhang et al., A greedy algorithm for aligning DNA sequences, 2000).
 */
final class Borders {
    private static final int BAND = 8;
    private static final int WIDTH = 2 * BAND + 1;
    private static final int UNREACHED = Integer.MIN_VALUE / 2;
    /** Tokens of an extension at most. */
    private static final int FARTHEST = 400;

    private static final int MATCH = 100;
    private static final int EDIT = 70;
    /** An extension ends where its score has fallen so far under its best. */
    private static final int DROP = 300;

    private Borders() {}

    static Chain extend(SectionQuery query, int[] window, int size, Chain chain) {
        Reach ahead = reach(query.tokens, chain.qEnd(), 1, window, size, chain.rEnd());
        Reach back = reach(query.tokens, chain.q() - 1, -1, window, size, chain.r() - 1);
        return new Chain(
                chain.q() - back.q,
                chain.qEnd() + ahead.q,
                chain.r() - back.r,
                chain.rEnd() + ahead.r,
                chain.bits(),
                chain.gross(),
                chain.matched() + back.matched() + ahead.matched(),
                chain.longestRun());
    }

    /** How far the best extension reaches on both sides, and its score. */
    private record Reach(int q, int r, int score) {
        /** The matches that make up the score, with the fewest edits. */
        int matched() {
            int matches = (score + EDIT * Math.max(q, r)) / (MATCH + EDIT);
            return Math.max(0, Math.min(matches, Math.min(q, r)));
        }
    }

    /** Row i of the table holds the scores after i tokens of the submission, by the shift of the reference. */
    private static Reach reach(int[] q, int q0, int step, int[] r, int size, int r0) {
        int[] row = new int[WIDTH];
        int[] next = new int[WIDTH];
        Arrays.fill(row, UNREACHED);
        for (int d = BAND; d < WIDTH; d++) {
            row[d] = -(d - BAND) * EDIT;
        }
        Reach best = new Reach(0, 0, 0);
        for (int i = 1; i <= FARTHEST; i++) {
            int qi = q0 + (i - 1) * step;
            if (qi < 0 || qi >= q.length || q[qi] < 0) {
                break;
            }
            boolean alive = false;
            for (int d = 0; d < WIDTH; d++) {
                int j = i + d - BAND;
                int value = UNREACHED;
                int rj = r0 + (j - 1) * step;
                if (j > 0 && rj >= 0 && rj < size) {
                    value = row[d] + (q[qi] == r[rj] ? MATCH : -EDIT);
                    value = d > 0 ? Math.max(value, next[d - 1] - EDIT) : value;
                }
                if (j >= 0 && d + 1 < WIDTH) {
                    value = Math.max(value, row[d + 1] - EDIT);
                }
                next[d] = value < best.score - DROP ? UNREACHED : value;
                alive |= next[d] > UNREACHED;
                if (value > best.score) {
                    best = new Reach(i, j, value);
                }
            }
            if (!alive) {
                break;
            }
            int[] swap = row;
            row = next;
            next = swap;
        }
        return best;
    }
}
