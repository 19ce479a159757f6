package org.dupcheck.engine.base;

/**
 * Numbers over ranges of places: raises all of a range to a value, and tells the greatest of a range, in time logarithmic in
 * the number of places (a segment tree without pushing down). Not thread-safe.
 */
public final class RangeMaximum {
    private final int leaves;
    /** Of each node what all of its places were raised to. */
    private final int[] raised;
    /** Of each node the greatest value that any of its places was raised to within it. */
    private final int[] greatest;

    /** @param places numbers from 0 on, all 0 at first */
    public RangeMaximum(int places) {
        int size = 1;
        while (size < places) {
            size *= 2;
        }
        leaves = size;
        raised = new int[2 * size];
        greatest = new int[2 * size];
    }

    /** Raises the places {@code [from, to)} that are lower to {@code value}. */
    public void raise(int from, int to, int value) {
        int left = from + leaves;
        int right = to + leaves;
        for (; left < right; left >>= 1, right >>= 1) {
            if ((left & 1) == 1) {
                raiseNode(left++, value);
            }
            if ((right & 1) == 1) {
                raiseNode(--right, value);
            }
        }
    }

    private void raiseNode(int node, int value) {
        raised[node] = Math.max(raised[node], value);
        for (int at = node; at > 0 && greatest[at] < value; at >>= 1) {
            greatest[at] = value;
        }
    }

    /** The greatest value of the places {@code [from, to)}; 0 if there is none. */
    public int of(int from, int to) {
        int best = 0;
        int left = from + leaves;
        int right = to + leaves;
        for (; left < right; left >>= 1, right >>= 1) {
            if ((left & 1) == 1) {
                best = Math.max(best, ofNode(left++));
            }
            if ((right & 1) == 1) {
                best = Math.max(best, ofNode(--right));
            }
        }
        return best;
    }

    private int ofNode(int node) {
        int best = greatest[node];
        for (int at = node >> 1; at > 0; at >>= 1) {
            best = Math.max(best, raised[at]);
        }
        return best;
    }
}
