package org.dupcheck.engine.model;

import java.util.Arrays;

/**
 * Finds what a document says again: stretches of {@value #RUN} tokens or more that stand earlier in the same document.
 * Fillers such as rows of zeros, whose period is shorter than that, are not among them. Used by one thread, for one document
 * after the other.
 */
final class Repeats {
    /** Tokens of the shortest repeat: longer than most terms and names, shorter than a row of a table. */
    static final int RUN = 8;

    /** Odd, so that every token of a run changes the hash. */
    private static final long BASE = 0x9E3779B97F4A7C15L;

    /** Hashes of the runs seen in this document: an open hash table; 0 is none. */
    private long[] seen = new long[1 << 12];
    /** Of each the token after its last place. */
    private int[] ends = new int[1 << 12];

    private boolean[] repeated = new boolean[1 << 10];
    /** Factor of the token that leaves a run. */
    private final long leaving;

    Repeats() {
        long power = 1;
        for (int i = 1; i < RUN; i++) {
            power *= BASE;
        }
        leaving = power;
    }

    /**
     * Tells which tokens are part of a repeat.
     *
     * @param tokens of the document, among others
     * @param borders the first token of each of its sections, and the token after the last one
     * @return by the token's number in the document; valid until the next call, and longer than the document
     */
    boolean[] of(int[] tokens, int[] borders) {
        int first = borders[0];
        int size = borders[borders.length - 1] - first;
        int slots = Integer.highestOneBit(Math.max(2, size)) << 2;
        if (seen.length < slots) {
            seen = new long[slots];
            ends = new int[slots];
        }
        if (repeated.length < size) {
            repeated = new boolean[size + (size >> 1)];
        }
        Arrays.fill(seen, 0, slots, 0);
        Arrays.fill(repeated, 0, size, false);
        for (int s = 0; s + 1 < borders.length; s++) {
            mark(tokens, borders[s], borders[s + 1], first, slots - 1);
        }
        return repeated;
    }

    private void mark(int[] tokens, int from, int to, int first, int mask) {
        long hash = 0;
        int marked = from;
        for (int i = from; i < to; i++) {
            long without = i - from < RUN ? hash : hash - tokens[i - RUN] * leaving;
            hash = without * BASE + tokens[i];
            if (i - from + 1 >= RUN && add(hash, i + 1, mask)) {
                Arrays.fill(repeated, Math.max(marked, i + 1 - RUN) - first, i + 1 - first, true);
                marked = i + 1;
            }
        }
    }

    /** Adds a run; whether it stands before itself, and not only in part. */
    private boolean add(long hash, int end, int mask) {
        long entry = hash == 0 ? 1 : hash;
        int slot = (int) ((hash * BASE) >>> Integer.SIZE) & mask;
        while (seen[slot] != 0 && seen[slot] != entry) {
            slot = slot + 1 & mask;
        }
        boolean isRepeat = seen[slot] == entry && ends[slot] <= end - RUN;
        seen[slot] = entry;
        ends[slot] = end;
        return isRepeat;
    }
}
