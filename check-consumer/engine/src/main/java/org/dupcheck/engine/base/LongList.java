package org.dupcheck.engine.base;

import java.util.Arrays;

/** A growing array of longs. */
public final class LongList {
    private long[] values = new long[64];
    private int size;

    /** Adds at the end. */
    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** A copy of the values. */
    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
