package org.dupcheck.engine;

import java.util.Arrays;

/** Arrays that are used again from one alignment to the next. Used by one thread. */
final class Workspace {
    private int[] window = new int[4_096];
    private int[] diagonals = new int[8_192];

    int[] window(int size) {
        if (window.length < size) {
            window = new int[size + (size >> 1)];
        }
        return window;
    }

    /** All zero. */
    int[] diagonals(int size) {
        if (diagonals.length < size) {
            diagonals = new int[size + (size >> 1)];
        } else {
            Arrays.fill(diagonals, 0, size, 0);
        }
        return diagonals;
    }
}
