package org.dupcheck.engine.text;

import org.dupcheck.engine.base.Hashes;

/**
 * The seeds of the search: spaced grams (Ma, Tromp and Li, PatternHunter, 2002). A gram spans {@value #SPAN} tokens and
 * takes all but the third; a passage with scattered edits keeps more of these than of plain runs.
 *
 * <p>Of a reference section only the grams at every {@value #STRIDE}th token are indexed; of a submission all grams are
 * looked up. So any common run of {@code SPAN + STRIDE - 1} tokens holds at least one indexed gram, wherever it stands:
 * the guarantee that winnowing gives (Schleimer, Wilkerson and Aiken, 2003) at a lower density, since only one side is
 * sampled.
 */
public final class Grams {
    /** Tokens from the first to the last of a gram. */
    public static final int SPAN = 6;
    /** The token of a gram that may be any. */
    public static final int GAP = 2;
    /** Tokens from one indexed gram of a section to the next. */
    public static final int STRIDE = 5;
    /** Bits of a gram's name. */
    public static final int BITS = 29;

    private Grams() {}

    /** The name of the gram at {@code at}: {@value #BITS} bits. */
    public static int name(int[] tokens, int at) {
        return (int) (Hashes.five(tokens[at], tokens[at + 1], tokens[at + 3], tokens[at + 4], tokens[at + 5])
                >>> (Long.SIZE - BITS));
    }

    /** Whether the grams at the two places are made of the same tokens. */
    public static boolean same(int[] a, int i, int[] b, int j) {
        return a[i] == b[j]
                && a[i + 1] == b[j + 1]
                && a[i + 3] == b[j + 3]
                && a[i + 4] == b[j + 4]
                && a[i + 5] == b[j + 5];
    }

    /** Indexed grams of a section of that many tokens. */
    public static int samples(int tokens) {
        return tokens < SPAN ? 0 : (tokens - SPAN) / STRIDE + 1;
    }
}
