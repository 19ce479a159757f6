package org.dupcheck.engine.base;

import java.util.Arrays;

/**
 * Stretches that a submission and a reference have in common: where each starts on either side, how long it is, and what
 * it is worth. Arrays instead of objects: there are thousands of them. May be filled again and again. Used by one thread.
 */
public final class RunList {
    private static final int[] NONE = {};

    private int[] qs;
    private int[] rs;
    private int[] lengths;
    private int[] bits;
    private int[] spare = NONE;
    private int size;

    /** @param capacity that fit in before it grows */
    public RunList(int capacity) {
        qs = new int[capacity];
        rs = new int[capacity];
        lengths = new int[capacity];
        bits = new int[capacity];
    }

    /** Drops all. */
    public void clear() {
        size = 0;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** How many fit in before it grows. */
    public int capacity() {
        return qs.length;
    }

    /** The first place of the submission. */
    public int q(int run) {
        return qs[run];
    }

    /** The first token of the reference. */
    public int r(int run) {
        return rs[run];
    }

    /** Tokens from the first to the last. */
    public int length(int run) {
        return lengths[run];
    }

    /** What the equal tokens are worth, in parts of a bit. */
    public int bits(int run) {
        return bits[run];
    }

    /** The place of the submission after the last. */
    public int qEnd(int run) {
        return qs[run] + lengths[run];
    }

    /** The token of the reference after the last. */
    public int rEnd(int run) {
        return rs[run] + lengths[run];
    }

    /** Adds at the end. */
    public void add(int q, int r, int length, int worth) {
        if (size == qs.length) {
            int capacity = Math.max(16, size * 2);
            qs = Arrays.copyOf(qs, capacity);
            rs = Arrays.copyOf(rs, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            bits = Arrays.copyOf(bits, capacity);
        }
        qs[size] = q;
        rs[size] = r;
        lengths[size] = length;
        bits[size] = worth;
        size++;
    }

    /** Drops what is equal to the one before it. */
    public void dropDoubles(Pace pace) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            pace.at(i);
            if (kept == 0 || qs[i] != qs[kept - 1] || rs[i] != rs[kept - 1] || lengths[i] != lengths[kept - 1]) {
                move(i, kept++);
            }
        }
        size = kept;
    }

    /**
     * Keeps those worth most, in the order they have; of those worth the same, some all over the list.
     *
     * @param count at most
     * @param worth from which on a loss is told
     * @return the stretch of places that lost one worth so much; empty if none did
     */
    public int[] keepHeaviest(int count, int worth, Pace pace) {
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            pace.at(i);
            sorted[i] = bits[i];
        }
        Sorting.sort(sorted, 0, size, pace);
        long least = sorted[Math.max(0, size - count)];
        int above = 0;
        int ties = 0;
        for (int i = 0; i < size; i++) {
            pace.at(i);
            above += bits[i] > least ? 1 : 0;
            ties += bits[i] == least ? 1 : 0;
        }
        int tie = 0;
        int kept = 0;
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (int i = 0; i < size; i++) {
            pace.at(i);
            // of those worth the least that is kept, some all over the list
            boolean isKept = bits[i] > least || (bits[i] == least && isOneOf(count - above, ties, tie++));
            if (isKept) {
                move(i, kept++);
            } else if (bits[i] >= worth) {
                from = Math.min(from, qs[i]);
                to = Math.max(to, qEnd(i));
            }
        }
        size = kept;
        return to == 0 ? new int[0] : new int[] {from, to};
    }

    /** Whether the item of this number is one of so many that are spread evenly over {@code of}. */
    private static boolean isOneOf(int some, int of, int number) {
        return (number + 1L) * some / of > (long) number * some / of;
    }

    private void move(int from, int to) {
        qs[to] = qs[from];
        rs[to] = rs[from];
        lengths[to] = lengths[from];
        bits[to] = bits[from];
    }

    /** Sorts by the place in the submission, then in the reference; what is equal in both keeps its order. */
    public void sortBySubmission(Pace pace) {
        sort(order(qs, rs, pace), pace);
    }

    /**
     * Sorts by the place in the reference, then in the submission; what is equal in both keeps its order.
     *
     * @return the number that each had before
     */
    public int[] sortByReference(Pace pace) {
        int[] order = order(rs, qs, pace);
        sort(order, pace);
        return order;
    }

    /** By {@code first}, then by {@code second}, then by number. In repeated text thousands have the same {@code first}. */
    private int[] order(int[] first, int[] second, Pace pace) {
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            pace.at(i);
            keys[i] = key(first, i);
        }
        Sorting.sort(keys, 0, size, pace);
        int from = 0;
        for (int to = 1; to <= size; to++) {
            pace.at(to);
            if (to == size || keys[to] >> Integer.SIZE != keys[from] >> Integer.SIZE) {
                if (to - from > 1) {
                    for (int i = from; i < to; i++) {
                        pace.at(i);
                        keys[i] = key(second, (int) keys[i]);
                    }
                    Sorting.sort(keys, from, to, pace);
                }
                from = to;
            }
        }
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            pace.at(i);
            order[i] = (int) keys[i];
        }
        return order;
    }

    private static long key(int[] values, int number) {
        return (long) values[number] << Integer.SIZE | number;
    }

    private void sort(int[] order, Pace pace) {
        pick(qs, order, pace);
        pick(rs, order, pace);
        pick(lengths, order, pace);
        pick(bits, order, pace);
    }

    private void pick(int[] values, int[] order, Pace pace) {
        if (spare.length < size) {
            spare = new int[qs.length];
        }
        for (int i = 0; i < size; i++) {
            pace.at(i);
            spare[i] = values[order[i]];
        }
        System.arraycopy(spare, 0, values, 0, size);
    }
}
