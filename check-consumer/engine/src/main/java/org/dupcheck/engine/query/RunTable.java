package org.dupcheck.engine.query;

import java.util.Arrays;
import org.dupcheck.engine.base.Hashes;

/** From four tokens in a row to the places of a submission where they stand. Immutable. */
public final class RunTable {
    /** The shortest run that is looked for, in tokens. */
    public static final int SHORTEST = 4;
    /** Places of the same four tokens that are followed up at most. */
    public static final int MOST_PLACES = 8;

    /** The filter has 2^3 times as many bits as there are slots. */
    private static final int FILTER_BITS = 3;

    private final int[] tokens;
    private final int[] heads;
    private final int[] next;
    private final int shift;
    /** A bit for each hash that is there: says no fast to most of what is not. */
    private final long[] filter;

    private final int filterShift;

    RunTable(int[] tokens, int[] sectionStarts, int[] sectionEnds) {
        this.tokens = tokens;
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(2, tokens.length)) + 1;
        shift = Long.SIZE - bits;
        filterShift = shift - FILTER_BITS;
        filter = new long[1 << (bits + FILTER_BITS - 6)];
        heads = new int[1 << bits];
        Arrays.fill(heads, -1);
        next = new int[tokens.length];
        for (int s = sectionStarts.length - 1; s >= 0; s--) {
            for (int place = sectionEnds[s] - SHORTEST; place >= sectionStarts[s]; place--) {
                long hash = hash(tokens, place);
                int bit = (int) (hash >>> filterShift);
                filter[bit >>> 6] |= 1L << bit;
                int head = (int) (hash >>> shift);
                next[place] = heads[head];
                heads[head] = place;
            }
        }
    }

    private static long hash(int[] text, int at) {
        return Hashes.fourRaw(text[at], text[at + 1], text[at + 2], text[at + 3]);
    }

    /**
     * Writes the places of the four tokens at {@code at} of {@code text} to {@code places}.
     *
     * @return how many; 0 also when there are more than {@link #MOST_PLACES}
     */
    public int places(int[] text, int at, int[] places) {
        long hash = hash(text, at);
        int bit = (int) (hash >>> filterShift);
        if ((filter[bit >>> 6] & 1L << bit) == 0) {
            return 0;
        }
        int count = 0;
        int a = text[at];
        int b = text[at + 1];
        int c = text[at + 2];
        int d = text[at + 3];
        for (int place = heads[(int) (hash >>> shift)]; place >= 0; place = next[place]) {
            if (tokens[place] == a && tokens[place + 1] == b && tokens[place + 2] == c && tokens[place + 3] == d) {
                if (count == MOST_PLACES) {
                    return 0;
                }
                places[count++] = place;
            }
        }
        return count;
    }
}
