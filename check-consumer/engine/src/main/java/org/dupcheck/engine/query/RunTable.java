package org.dupcheck.engine.query;

import org.dupcheck.engine.Wanted;

/** From four tokens in a row to the places of a section where they stand. Immutable. */
public final class RunTable {
    /** The shortest run that is looked for, in tokens. */
    public static final int SHORTEST = 4;
    /** Places of the same four tokens that are followed up at most. */
    public static final int MAX_PLACES = 8;

    /** The filter has 2^4 times as many bits as there are slots. */
    private static final int FILTER_BITS = 4;

    /** Entries of one slot that are looked at: more share it only in repeats and in texts made to collide. */
    private static final int MAX_ENTRIES = 64;
    /** Places between two questions whether the check is still wanted. */
    private static final int STEP = 1 << 14;
    /** Bits that a token moves the key on: all that a character has. */
    private static final int KEY_BITS = 16;
    /** Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final int[] tokens;
    /** The first entry of each slot, plus one; 0 is none. */
    private final int[] heads;
    /** Where each entry stands in the submission. */
    private final int[] places;
    /** The entry after each in its slot, likewise. */
    private final int[] next;

    private final int shift;
    /** A bit for each hash that is there: says no fast to most of what is not. */
    private final long[] filter;

    private final int filterShift;

    /**
     * @param tokens of a section
     * @param froms the first of each stretch of places to be found, ascending
     * @param tos the place after each stretch; may lie past the text
     */
    public RunTable(int[] tokens, int[] froms, int[] tos, Wanted wanted) {
        this.tokens = tokens;
        int size = 0;
        for (int i = 0; i < froms.length; i++) {
            size += tos[i] - froms[i];
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(2, size));
        shift = Long.SIZE - bits;
        filterShift = shift - FILTER_BITS;
        filter = new long[1 << (bits + FILTER_BITS - 6)];
        heads = new int[1 << bits];
        places = new int[size];
        next = new int[size];
        int entry = 0;
        // backwards, so that each chain of places ends up ascending
        for (int i = froms.length - 1; i >= 0; i--) {
            for (int place = Math.min(tos[i], tokens.length - SHORTEST + 1) - 1; place >= froms[i]; place--) {
                if (place % STEP == 0) {
                    wanted.ask();
                }
                long hash = hash(key(tokens, place));
                int bit = (int) (hash >>> filterShift);
                filter[bit >>> 6] |= 1L << bit;
                int head = (int) (hash >>> shift);
                places[entry] = place;
                next[entry] = heads[head];
                heads[head] = ++entry;
            }
        }
    }

    /** Of four characters all bits; of four words, which have more, all but the first one's upper half. */
    private static long key(int[] text, int at) {
        return followed(followed(followed(text[at], text[at + 1]), text[at + 2]), text[at + 3]);
    }

    /** The key one token further. */
    private static long followed(long key, int token) {
        return key << KEY_BITS ^ token;
    }

    /** Only its upper bits are well mixed. */
    private static long hash(long key) {
        return key * SPREAD;
    }

    /**
     * Finds where the tokens {@code [from, to)} of {@code text} have four that the submission is likely to have too. Its two
     * loops do nothing else and take no branch, so that the processor has many look-ups under way at once.
     *
     * @param found is set to these places; as long as that stretch at least
     * @param entries is set to what {@link #places} wants to know of each, likewise
     * @return how many
     */
    public int likely(int[] text, int from, int to, int[] found, int[] entries) {
        if (to - from < SHORTEST) {
            return 0;
        }
        int count = 0;
        long key = followed(followed(text[from], text[from + 1]), text[from + 2]);
        for (int at = from; at + SHORTEST <= to; at++) {
            key = followed(key, text[at + SHORTEST - 1]);
            int bit = (int) (hash(key) >>> filterShift);
            found[count] = at;
            count += (int) (filter[bit >>> 6] >>> bit) & 1;
        }
        for (int i = 0; i < count; i++) {
            entries[i] = heads[(int) (hash(key(text, found[i])) >>> shift)];
        }
        return count;
    }

    /**
     * Writes the places of the four tokens at {@code at} of {@code text} to {@code found}.
     *
     * @param first the entry that {@link #likely} named
     * @return how many; if not all could be found, less than 0: the complement of their number, which is none where the
     *     table has more than {@link #MAX_PLACES}
     */
    public int places(int[] text, int at, int first, int[] found) {
        int count = 0;
        int a = text[at];
        int b = text[at + 1];
        int c = text[at + 2];
        int d = text[at + 3];
        int left = MAX_ENTRIES;
        for (int entry = first; entry > 0; entry = next[entry - 1], left--) {
            if (left == 0) {
                return ~count;
            }
            int place = places[entry - 1];
            if (tokens[place] == a && tokens[place + 1] == b && tokens[place + 2] == c && tokens[place + 3] == d) {
                if (count == MAX_PLACES) {
                    return ~0;
                }
                found[count++] = place;
            }
        }
        return count;
    }
}
