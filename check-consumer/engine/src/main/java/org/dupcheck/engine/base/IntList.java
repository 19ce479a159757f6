package org.dupcheck.engine.base;

import java.util.Arrays;

/** A growing array of ints. */
public final class IntList {
    private int[] values = new int[64];
    private int size;

    /** Adds at the end. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    /** The value at {@code index}, which must be below {@link #size}. */
    public int get(int index) {
        return values[index];
    }

    /** Values in the list. */
    public int size() {
        return size;
    }

    /** Drops the values from {@code newSize} on. */
    public void truncate(int newSize) {
        size = newSize;
    }

    /** A copy of the values. */
    public int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
