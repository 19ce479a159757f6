package org.dupcheck.engine.base;

import java.util.Arrays;

/** Sorts entries that are kept in several arrays by two keys. */
public final class Order {
    private Order() {}

    /**
     * The numbers below {@code size} in order of {@code first}, then of {@code second}; what is equal in both keeps its
     * order. Meant for few entries with the same {@code first}.
     */
    public static int[] of(int[] first, int[] second, int size) {
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) first[i] << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int entry = (int) keys[i];
            int at = i;
            while (at > 0 && first[order[at - 1]] == first[entry] && second[order[at - 1]] > second[entry]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = entry;
        }
        return order;
    }
}
