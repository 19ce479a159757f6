package org.dupcheck.engine.model;

import java.util.Arrays;
import org.dupcheck.engine.base.Hashes;

/**
 * Tokens, pairs and triples that one thread has counted, to be added to the {@link CorpusStatistics}. They are sorted by the
 * part of the counters they belong to, so that adding them stays within a cache's size at a time: that is what makes
 * counting many of them fast. Used by one thread.
 */
public final class Tally {
    /** Counters whose indices differ in the lower 16 bits only. */
    private static final int PART = 1 << Character.SIZE;

    private static final int SMALLEST = 16;

    private final Table ones = new Table(CorpusStatistics.ONE_BITS);
    private final Table twos = new Table(CorpusStatistics.TWO_BITS);
    private final Table threes = new Table(CorpusStatistics.THREE_BITS);
    private final Repeats repeats = new Repeats();
    private final int amount;

    /** @param amount 1 for what comes, −1 for what goes */
    public Tally(int amount) {
        this.amount = amount;
    }

    /**
     * Counts the tokens of a document. What it says again in the same words counts once, so that a text does not get cheap by
     * standing often in one document.
     *
     * @param tokens of the document, among others
     * @param borders the first token of each of its sections, and the token after the last one
     */
    public void add(int[] tokens, int... borders) {
        boolean[] repeated = repeats.of(tokens, borders);
        for (int s = 0; s + 1 < borders.length; s++) {
            add(tokens, borders[s], borders[s + 1], repeated, borders[0]);
        }
    }

    private void add(int[] tokens, int from, int to, boolean[] repeated, int first) {
        for (int i = from; i < to; i++) {
            if (!repeated[i - first]) {
                ones.add(Hashes.one(tokens[i]));
            }
        }
        for (int i = from + 1; i < to; i++) {
            if (!(repeated[i - first] && repeated[i - first - 1])) {
                twos.add(Hashes.two(tokens[i - 1], tokens[i]));
            }
        }
        for (int i = from + 2; i < to; i++) {
            if (!(repeated[i - first] && repeated[i - first - 1] && repeated[i - first - 2])) {
                threes.add(Hashes.three(tokens[i - 2], tokens[i - 1], tokens[i]));
            }
        }
    }

    /** Tokens counted. */
    public int tokens() {
        return ones.count;
    }

    Table ones() {
        return ones;
    }

    Table twos() {
        return twos;
    }

    Table threes() {
        return threes;
    }

    /** What belongs to one table of counters. */
    final class Table {
        /** The lower bits of the counters' indices, by the upper ones. */
        private final char[][] parts;

        private final int[] sizes;
        private final int shift;
        private int count;

        private Table(int bits) {
            int number = 1 << (bits - Character.SIZE);
            parts = new char[number][SMALLEST];
            sizes = new int[number];
            shift = Long.SIZE - bits;
        }

        private void add(long hash) {
            int index = (int) (hash >>> shift);
            int part = index >>> Character.SIZE;
            char[] places = parts[part];
            int size = sizes[part]++;
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                parts[part] = places;
            }
            places[size] = (char) index;
            count++;
        }

        /** What the counters grow by in all. */
        long total() {
            return (long) count * amount;
        }

        /** Adds to the counters {@code [from, to)}. */
        void addTo(int[] counters, int from, int to) {
            for (int base = from; base < to; base += PART) {
                int part = base >>> Character.SIZE;
                char[] places = parts[part];
                for (int i = 0; i < sizes[part]; i++) {
                    counters[base + places[i]] += amount;
                }
            }
        }

        void addTo(Overlay overlay) {
            for (int part = 0; part < parts.length; part++) {
                for (int i = 0; i < sizes[part]; i++) {
                    overlay.add(part << Character.SIZE | parts[part][i], amount);
                }
            }
        }
    }
}
