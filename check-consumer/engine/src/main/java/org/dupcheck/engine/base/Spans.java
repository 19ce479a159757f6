package org.dupcheck.engine.base;

import java.util.Arrays;

/** A union of half-open spans, kept sorted and disjoint. */
public final class Spans {
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int count;
    private int size;

    /** Places in the union. */
    public int size() {
        return size;
    }

    /** How many disjoint spans it is made of. */
    public int count() {
        return count;
    }

    /** The first place of a span, in ascending order. */
    public int start(int span) {
        return starts[span];
    }

    /** The place after a span's last. */
    public int end(int span) {
        return ends[span];
    }

    /** Places of {@code [from, to)} in the union. */
    public int overlap(int from, int to) {
        int total = 0;
        for (int i = firstEndingAtOrAfter(from); i < count && starts[i] < to; i++) {
            total += Math.max(0, Math.min(ends[i], to) - Math.max(starts[i], from));
        }
        return total;
    }

    private int firstEndingAtOrAfter(int from) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends[middle] < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Adds {@code [from, to)} to the union. */
    public void add(int from, int to) {
        int first = firstEndingAtOrAfter(from);
        int last = first;
        int start = from;
        int end = to;
        while (last < count && starts[last] <= to) {
            start = Math.min(start, starts[last]);
            end = Math.max(end, ends[last]);
            size -= ends[last] - starts[last];
            last++;
        }
        size += end - start;
        if (count + 1 - (last - first) > starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        System.arraycopy(starts, last, starts, first + 1, count - last);
        System.arraycopy(ends, last, ends, first + 1, count - last);
        starts[first] = start;
        ends[first] = end;
        count += 1 - (last - first);
    }
}
