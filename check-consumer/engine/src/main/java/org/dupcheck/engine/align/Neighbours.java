package org.dupcheck.engine.align;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Which of many stretches of a submission lie near one that grows: in repeated text that is a few among thousands. Stretches
 * have numbers and are taken one by one. Used by one thread.
 */
final class Neighbours {
    /** Where each starts in the submission, in ascending order, and which one it is. */
    private final int[] starts;

    private final int[] numbers;
    /** The place of each in {@link #starts}. */
    private final int[] places;
    /** Places of the submission that the longest has. */
    private final int longest;

    private final BitSet free = new BitSet();
    private final BitSet near = new BitSet();
    /** What of {@link #starts} was looked at for {@link #near}. */
    private int from;

    private int to;

    private Neighbours(int[] starts, int[] numbers, int longest) {
        this.starts = starts;
        this.numbers = numbers;
        this.longest = longest;
        places = new int[starts.length];
        for (int place = 0; place < numbers.length; place++) {
            places[numbers[place]] = place;
        }
        free.set(0, starts.length);
    }

    /**
     * All are free, none is near.
     *
     * @param stretches whose places in the list are their numbers
     * @param q of the first place of one
     * @param qEnd of the place after its last
     */
    static <T> Neighbours of(List<T> stretches, ToIntFunction<T> q, ToIntFunction<T> qEnd) {
        // loops, since most lists are so short that a stream would take longer to set up
        long[] order = new long[stretches.size()];
        for (int number = 0; number < order.length; number++) {
            order[number] = (long) q.applyAsInt(stretches.get(number)) << Integer.SIZE | number;
        }
        Arrays.sort(order);
        int[] starts = new int[order.length];
        int[] numbers = new int[order.length];
        int longest = 0;
        for (int place = 0; place < order.length; place++) {
            numbers[place] = (int) order[place];
            starts[place] = (int) (order[place] >> Integer.SIZE);
            longest = Math.max(longest, qEnd.applyAsInt(stretches.get(numbers[place])) - starts[place]);
        }
        return new Neighbours(starts, numbers, longest);
    }

    /** The first free one with this number or a greater one; less than 0 if there is none. */
    int nextFree(int number) {
        return free.nextSetBit(number);
    }

    /** Takes one, and has none near. */
    void start(int number) {
        free.clear(number);
        near.clear();
        from = places[number];
        to = from;
    }

    /** Has all near that touch {@code [q, qEnd]}, and perhaps more, which may only grow until {@link #start}. */
    void reach(int q, int qEnd) {
        while (from > 0 && starts[from - 1] >= q - longest) {
            from--;
            mark(numbers[from]);
        }
        while (to < starts.length && starts[to] <= qEnd) {
            mark(numbers[to]);
            to++;
        }
    }

    private void mark(int number) {
        if (free.get(number)) {
            near.set(number);
        }
    }

    /** The first free one near with this number or a greater one; less than 0 if there is none. */
    int nextNear(int number) {
        return near.nextSetBit(number);
    }

    /** Takes one that is near. */
    void take(int number) {
        free.clear(number);
        near.clear(number);
    }
}
