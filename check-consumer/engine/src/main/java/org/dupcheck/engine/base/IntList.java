package org.dupcheck.engine.base;

import java.util.Arrays;

/** A growing array of ints. */
public final class IntList {
    private int[] values;
    private int size;

    /** An empty one. */
    public IntList() {
        values = new int[64];
    }

    private IntList(int[] values) {
        this.values = values;
        this.size = values.length;
    }

    /** A list of the same values. */
    public IntList copy() {
        return new IntList(toArray());
    }

    /** Adds at the end. */
    public void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(16, size * 2));
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
