package org.dupcheck.engine.align;

import java.util.Arrays;
import org.dupcheck.engine.base.Order;

/** Runs in order of their place in the submission, then in the reference. Filled again and again. Used by one thread. */
final class RunList {
    private int[] qs = new int[256];
    private int[] rs = new int[256];
    private int[] lengths = new int[256];
    private int[] bits = new int[256];
    private int[] spare = new int[256];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int q(int run) {
        return qs[run];
    }

    int r(int run) {
        return rs[run];
    }

    int length(int run) {
        return lengths[run];
    }

    int bits(int run) {
        return bits[run];
    }

    int qEnd(int run) {
        return qs[run] + lengths[run];
    }

    int rEnd(int run) {
        return rs[run] + lengths[run];
    }

    void add(int q, int r, int length, int worth) {
        if (size == qs.length) {
            qs = Arrays.copyOf(qs, size * 2);
            rs = Arrays.copyOf(rs, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
            bits = Arrays.copyOf(bits, size * 2);
        }
        qs[size] = q;
        rs[size] = r;
        lengths[size] = length;
        bits[size] = worth;
        size++;
    }

    void sort() {
        int[] order = Order.of(qs, rs, size);
        pick(qs, order);
        pick(rs, order);
        pick(lengths, order);
        pick(bits, order);
    }

    private void pick(int[] values, int[] order) {
        if (spare.length < size) {
            spare = new int[qs.length];
        }
        for (int i = 0; i < size; i++) {
            spare[i] = values[order[i]];
        }
        System.arraycopy(spare, 0, values, 0, size);
    }
}
