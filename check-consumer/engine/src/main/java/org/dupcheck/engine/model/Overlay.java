package org.dupcheck.engine.model;

import java.util.Arrays;

/**
 * What a few counters differ by from those below: an open hash table of two arrays of numbers, which cost a garbage
 * collector nothing. Immutable once it is handed on.
 */
final class Overlay {
    private static final int SMALLEST = 1 << 10;
    /** Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4). */
    private static final int SPREAD = 0x9E3779B9;

    static final Overlay NONE = new Overlay(new int[SMALLEST], new int[SMALLEST], 0);

    /** A counter's index and one, or 0. */
    private int[] keys;

    private int[] differences;
    private int size;

    private Overlay(int[] keys, int[] differences, int size) {
        this.keys = keys;
        this.differences = differences;
        this.size = size;
    }

    /** Counters that it has an entry for. */
    int size() {
        return size;
    }

    int get(int index) {
        int slot = slot(keys, index);
        return keys[slot] == 0 ? 0 : differences[slot];
    }

    private static int slot(int[] keys, int index) {
        int shift = Integer.numberOfLeadingZeros(keys.length) + 1;
        int slot = (index * SPREAD) >>> shift;
        while (keys[slot] != 0 && keys[slot] != index + 1) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    /** A copy that may be added to until it is handed on. */
    Overlay copy() {
        return new Overlay(keys.clone(), differences.clone(), size);
    }

    /** An empty one that may be added to until it is handed on. */
    static Overlay empty() {
        return NONE.copy();
    }

    void add(int index, int amount) {
        int slot = slot(keys, index);
        if (keys[slot] == 0) {
            keys[slot] = index + 1;
            size++;
        }
        differences[slot] += amount;
        if (size * 2 > keys.length) {
            grow();
        }
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldDifferences = differences;
        keys = new int[oldKeys.length * 2];
        differences = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(keys, oldKeys[i] - 1);
                keys[slot] = oldKeys[i];
                differences[slot] = oldDifferences[i];
            }
        }
    }

    /** What this has and {@code earlier} had not. */
    Overlay since(Overlay earlier) {
        Overlay rest = empty();
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != 0) {
                int difference = differences[slot] - earlier.get(keys[slot] - 1);
                if (difference != 0) {
                    rest.add(keys[slot] - 1, difference);
                }
            }
        }
        return rest;
    }

    /** Every difference that is not 0, by ascending index: the index in the upper half, the difference in the lower one. */
    long[] sorted() {
        long[] pairs = new long[size];
        int next = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (keys[slot] != 0 && differences[slot] != 0) {
                pairs[next++] = ((long) (keys[slot] - 1) << Integer.SIZE) | (differences[slot] & 0xFFFF_FFFFL);
            }
        }
        long[] sorted = Arrays.copyOf(pairs, next);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Adds what belongs to these counters, of which {@code first} is the first one's index. */
    void addTo(int[] counters, int first) {
        if (size == 0) {
            return;
        }
        for (int slot = 0; slot < keys.length; slot++) {
            int at = keys[slot] - 1 - first; // below 0 for an empty slot
            if (at >= 0 && at < counters.length) {
                counters[at] += differences[slot];
            }
        }
    }
}
