package org.dupcheck.engine.common;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.SectionQuery;

/**
 * How far a submission and a reference section have the same text around a place: equal tokens, over small gaps on either
 * side, as an edit leaves them. What is moved about is found as stretches of its own.
 *
 * @param from first place of the submission
 * @param to the place after its last
 * @param runs of equal tokens, in no order; none where it is only a span
 */
record Stretch(int from, int to, List<Run> runs) {
    /** Tokens of a gap on either side at most. */
    private static final int GAP = 8;
    /** Equal tokens behind a gap at least. */
    private static final int BEHIND = 5;
    /** Tokens on either side of the place at most. */
    static final int FARTHEST = 1 << 14;

    /** Share of a span that counts as the whole. */
    private static final double NEARLY_ALL = .9;

    static Stretch around(SectionQuery query, Page page, int section, int q, int r, Pace pace) {
        Sides sides = new Sides(query.tokens, page);
        int qFirst = Math.max(0, q - FARTHEST);
        int rFirst = Math.max(page.firstToken(section), r - FARTHEST);
        // from where the run that the place lies in begins, so that it is one run
        int before = sides.equalBefore(q, r, Math.min(q - qFirst, r - rFirst));
        int ahead = sides.reach(
                q - before,
                r - before,
                1,
                Math.min(query.size(), q + FARTHEST),
                Math.min(page.endToken(section), r + FARTHEST));
        int back = sides.reach(q - before - 1, r - before - 1, -1, qFirst - 1, rFirst - 1);
        pace.spend(ahead - back);
        return new Stretch(back + 1, ahead, sides.runs);
    }

    /** A span as it is. */
    static Stretch span(int from, int to) {
        return new Stretch(from, to, List.of());
    }

    /** Equal tokens without a gap: places of the submission, half-open. */
    record Run(int from, int to) {}

    /** Tokens of the longest run that lies in a span, or of the part of one that does. */
    int longestRunIn(Stretch span) {
        int longest = 0;
        for (Run run : runs) {
            longest = Math.max(longest, Math.min(run.to, span.to) - Math.max(run.from, span.from));
        }
        return longest;
    }

    int size() {
        return to - from;
    }

    /** Whether it has nearly all of the other one. */
    boolean covers(Stretch other) {
        return Math.min(to, other.to) - Math.max(from, other.from) >= NEARLY_ALL * (other.to - other.from);
    }

    /** Both texts, walked through together. */
    private static final class Sides {
        private static final int AHEAD = GAP + BEHIND;

        private final int[] tokens;
        private final Page page;
        /** The next tokens of each side. */
        private final int[] nextOfQuery = new int[AHEAD];

        private final int[] nextOfPage = new int[AHEAD];
        private final List<Run> runs = new ArrayList<>();

        Sides(int[] tokens, Page page) {
            this.tokens = tokens;
            this.page = page;
        }

        /** Equal tokens directly before the places, at most so many. */
        int equalBefore(int q, int r, int most) {
            int before = 0;
            while (before < most && tokens[q - before - 1] == page.token(r - before - 1)) {
                before++;
            }
            return before;
        }

        /** The place of the submission after the last equal token, {@code step} by step; both ends are exclusive. */
        int reach(int q, int r, int step, int qEnd, int rEnd) {
            int i = q;
            int j = r;
            while (true) {
                int start = i;
                while (i != qEnd && j != rEnd && tokens[i] == page.token(j)) {
                    i += step;
                    j += step;
                }
                if (i != start) {
                    runs.add(step > 0 ? new Run(start, i) : new Run(i + 1, start + 1));
                }
                int qLeft = Math.min(AHEAD, (qEnd - i) * step);
                int rLeft = Math.min(AHEAD, (rEnd - j) * step);
                for (int k = 0; k < qLeft; k++) {
                    nextOfQuery[k] = tokens[i + k * step];
                }
                for (int k = 0; k < rLeft; k++) {
                    nextOfPage[k] = page.token(j + k * step);
                }
                int gap = gap(qLeft, rLeft);
                if (gap < 0) {
                    return i;
                }
                i += gap / AHEAD * step;
                j += gap % AHEAD * step;
            }
        }

        /** The smallest gap behind which the texts are equal again, as one number of both sides; −1 if there is none. */
        private int gap(int qLeft, int rLeft) {
            for (int longer = 1; longer <= GAP; longer++) {
                for (int shorter = longer; shorter >= 0; shorter--) {
                    if (isEqual(longer, shorter, qLeft, rLeft)) {
                        return longer * AHEAD + shorter;
                    }
                    if (isEqual(shorter, longer, qLeft, rLeft)) {
                        return shorter * AHEAD + longer;
                    }
                }
            }
            return -1;
        }

        private boolean isEqual(int i, int j, int qLeft, int rLeft) {
            if (i + BEHIND > qLeft || j + BEHIND > rLeft) {
                return false;
            }
            for (int k = 0; k < BEHIND; k++) {
                if (nextOfQuery[i + k] != nextOfPage[j + k]) {
                    return false;
                }
            }
            return true;
        }
    }
}
