package org.dupcheck.engine.align;

import java.util.Arrays;
import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.query.RunTable;

/** Arrays that are used again from one alignment to the next. Used by one thread. */
public final class Workspace {
    /** Entries of an array that is kept from one check to the next at most. */
    private static final int MAX_KEPT = 1 << 18;

    private RunList runs = new RunList(256);
    private final int[] places = new int[RunTable.MAX_PLACES];
    private int[] window = new int[4_096];
    private int[] likely = new int[4_096];
    private int[] entries = new int[4_096];
    private int[] diagonals = new int[8_192];
    private int base;
    private int nextBase;

    /** To be called when a check is done: lets go of what only a very long text needed. */
    public void trim() {
        if (runs.capacity() > MAX_KEPT) {
            runs = new RunList(256);
        }
        if (window.length > MAX_KEPT) {
            window = new int[4_096];
            likely = new int[4_096];
            entries = new int[4_096];
        }
        if (diagonals.length > MAX_KEPT) {
            diagonals = new int[8_192];
            nextBase = 0;
        }
    }

    RunList runs() {
        runs.clear();
        return runs;
    }

    int[] places() {
        return places;
    }

    int[] window(int size) {
        if (window.length < size) {
            window = new int[size + (size >> 1)];
            likely = new int[window.length];
            entries = new int[window.length];
        }
        return window;
    }

    /** As long as the last {@link #window}. */
    int[] likely() {
        return likely;
    }

    /** Likewise. */
    int[] entries() {
        return entries;
    }

    /**
     * Makes {@code count} entries of {@link #diagonals} ready, for numbers up to {@code most}.
     *
     * @return the base: no entry is above it
     */
    int diagonalBase(int count, int most) {
        if (diagonals.length < count) {
            diagonals = new int[count + (count >> 1)];
            nextBase = 0;
        } else if (nextBase > Integer.MAX_VALUE - 2 * most) {
            Arrays.fill(diagonals, 0);
            nextBase = 0;
        }
        base = nextBase;
        nextBase = base + most;
        return base;
    }

    int[] diagonals() {
        return diagonals;
    }
}
