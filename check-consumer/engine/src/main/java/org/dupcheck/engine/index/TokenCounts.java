package org.dupcheck.engine.index;

import java.util.Arrays;
import org.dupcheck.engine.base.Hashes;

/** How often each token stands on a page that is being built, and which of them its dictionary takes. Used by one thread. */
final class TokenCounts {
    /** Tokens under this bound are counted in an array: nearly all characters. */
    private static final int DIRECT = 1 << 16;

    private static final int NARROWEST = 8;
    private static final int WIDEST = 16;
    /** A token outside the dictionary takes its place and itself, and time to be looked for: that counts twice. */
    private static final int BITS_OF_OTHERS = 4 * Integer.SIZE;

    private final int[] direct = new int[DIRECT];
    private int[] keys = new int[1 << 8];
    private int[] counts = new int[1 << 8];
    private int distinct;
    private int others;
    private int size;

    void add(int[] tokens, int from, int to) {
        size += to - from;
        for (int i = from; i < to; i++) {
            int token = tokens[i];
            if (token < DIRECT) {
                if (direct[token]++ == 0) {
                    distinct++;
                }
            } else {
                addOther(token);
            }
        }
    }

    private void addOther(int token) {
        int slot = slot(keys, token);
        if (counts[slot]++ == 0) {
            keys[slot] = token;
            distinct++;
            others++;
            if (others * 2 > keys.length) {
                grow();
            }
        }
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new int[oldKeys.length * 4];
        counts = new int[oldKeys.length * 4];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > 0) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Where a token of {@value #DIRECT} or more stands in an open table of such tokens, or would; 0 is none. */
    static int slot(int[] keys, int token) {
        int slot = (int) (Hashes.one(token) >>> Integer.SIZE) & keys.length - 1;
        while (keys[slot] != 0 && keys[slot] != token) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    /** All tokens counted. */
    int size() {
        return size;
    }

    /**
     * The most frequent tokens, ascending: so many that codes for them and one for all others take the least memory, with
     * the tokens left out.
     */
    int[] dictionary() {
        // the count above the token, the most frequent last; of equally frequent ones the larger token
        long[] entries = entries();
        Arrays.sort(entries);
        int width = NARROWEST;
        long least = Long.MAX_VALUE;
        long others = size;
        int known = 0;
        for (int candidate = NARROWEST; candidate <= WIDEST; candidate++) {
            int most = Math.min(distinct, codes(candidate));
            for (; known < most; known++) {
                others -= entries[distinct - 1 - known] >>> Integer.SIZE;
            }
            long bits = (long) size * candidate + others * BITS_OF_OTHERS + (long) known * Integer.SIZE;
            if (bits < least) {
                least = bits;
                width = candidate;
            }
        }
        int[] tokens = new int[Math.min(distinct, codes(width))];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (int) entries[distinct - 1 - i];
        }
        Arrays.sort(tokens);
        return tokens;
    }

    /** Bits of a code for each token of a dictionary and one for all others. */
    static int width(int[] dictionary) {
        return Math.max(NARROWEST, Integer.SIZE - Integer.numberOfLeadingZeros(dictionary.length));
    }

    private static int codes(int width) {
        return (1 << width) - 1;
    }

    private long[] entries() {
        long[] entries = new long[distinct];
        int next = 0;
        for (int token = 0; token < DIRECT; token++) {
            if (direct[token] > 0) {
                entries[next++] = (long) direct[token] << Integer.SIZE | token;
            }
        }
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] > 0) {
                entries[next++] = (long) counts[slot] << Integer.SIZE | keys[slot];
            }
        }
        return entries;
    }
}
