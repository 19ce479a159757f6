package org.dupcheck.engine.search;

import java.util.Arrays;
import org.dupcheck.engine.base.Order;

/**
 * The seeds of one page, in order of their place on the page, then in the submission. A seed is a gram that submission
 * and reference share, extended to the equal tokens around it. Arrays instead of objects: there are thousands of them.
 * Used by one thread.
 */
public final class SeedList {
    private int[] sections;
    private int[] qs;
    private int[] rs;
    private int[] lengths;
    private int[] bits;
    private int size;

    SeedList(int capacity) {
        sections = new int[capacity];
        qs = new int[capacity];
        rs = new int[capacity];
        lengths = new int[capacity];
        bits = new int[capacity];
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Of the page. */
    public int section(int seed) {
        return sections[seed];
    }

    /** The first equal place of the submission. */
    public int q(int seed) {
        return qs[seed];
    }

    /** The first equal token on the page. */
    public int r(int seed) {
        return rs[seed];
    }

    /** Places from the first to the last equal token. */
    public int length(int seed) {
        return lengths[seed];
    }

    /** What the equal tokens are worth. */
    int bits(int seed) {
        return bits[seed];
    }

    void add(int section, int q, int r, int length, int worth) {
        if (size == sections.length) {
            int capacity = Math.max(16, size * 2);
            sections = Arrays.copyOf(sections, capacity);
            qs = Arrays.copyOf(qs, capacity);
            rs = Arrays.copyOf(rs, capacity);
            lengths = Arrays.copyOf(lengths, capacity);
            bits = Arrays.copyOf(bits, capacity);
        }
        sections[size] = section;
        qs[size] = q;
        rs[size] = r;
        lengths[size] = length;
        bits[size] = worth;
        size++;
    }

    /** Seeds of the same places stay in the order they were added in. */
    void sort() {
        // few seeds start at the same token of the page
        int[] order = Order.of(rs, qs, size);
        sections = picked(sections, order);
        qs = picked(qs, order);
        rs = picked(rs, order);
        lengths = picked(lengths, order);
        bits = picked(bits, order);
    }

    private static int[] picked(int[] values, int[] order) {
        int[] result = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            result[i] = values[order[i]];
        }
        return result;
    }
}
