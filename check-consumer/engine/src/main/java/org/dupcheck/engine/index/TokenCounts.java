package org.dupcheck.engine.index;

import java.util.Arrays;
import org.dupcheck.engine.base.Hashes;

/** How often each token stands on a page that is being built, and which of them its dictionary takes. Used by one thread. */
final class TokenCounts {
    /** Tokens under this bound are counted in an array: nearly all characters. */
    private static final int DIRECT = 1 << 16;

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

    /** The {@code most} most frequent tokens, ascending; of equally frequent ones the larger. */
    int[] mostFrequent(int most) {
        // the count above the token
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
        if (distinct > most) {
            Arrays.sort(entries);
        }
        int[] tokens = new int[Math.min(most, distinct)];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (int) entries[distinct - 1 - i];
        }
        Arrays.sort(tokens);
        return tokens;
    }
}
