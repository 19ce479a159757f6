package org.dupcheck.engine.base;

import java.util.Arrays;

/** Sorts many numbers and can be ended meanwhile: in pieces that are merged, as no sort of the JDK lets itself be interrupted. */
public final class Sorting {
    /** Numbers that are sorted at one go. */
    private static final int PIECE = 1 << 13;

    private Sorting() {}

    /**
     * Sorts {@code [from, to)} in ascending order.
     *
     * @param pace asks whether it is still wanted
     */
    public static void sort(long[] numbers, int from, int to, Pace pace) {
        if (to - from <= PIECE) {
            Arrays.sort(numbers, from, to);
            return;
        }
        for (int start = from; start < to; start += PIECE) {
            Arrays.sort(numbers, start, Math.min(to, start + PIECE));
            pace.spend(PIECE);
        }
        long[] source = numbers;
        long[] target = new long[numbers.length];
        for (long width = PIECE; width < to - from; width *= 2) {
            for (long start = from; start < to; start += 2 * width) {
                int middle = (int) Math.min(to, start + width);
                merge(source, (int) start, middle, (int) Math.min(to, start + 2 * width), target, pace);
            }
            long[] swap = source;
            source = target;
            target = swap;
        }
        if (source != numbers) {
            System.arraycopy(source, from, numbers, from, to - from);
        }
    }

    private static void merge(long[] source, int from, int middle, int to, long[] target, Pace pace) {
        int left = from;
        int right = middle;
        for (int at = from; at < to; at++) {
            boolean takesLeft = left < middle && (right == to || source[left] <= source[right]);
            target[at] = takesLeft ? source[left++] : source[right++];
            if ((at & (PIECE - 1)) == 0) {
                pace.spend(PIECE);
            }
        }
    }
}
