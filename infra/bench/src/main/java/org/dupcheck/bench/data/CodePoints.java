package org.dupcheck.bench.data;

import java.util.Arrays;

/**
 * Converts offsets of one text from UTF-16 code units to code points. Keeps only the places of the surrogate pairs, of
 * which most texts have none. Immutable.
 */
public final class CodePoints {
    private static final int[] NONE = {};

    /** The offset of the second half of each surrogate pair, ascending. */
    private final int[] lows;

    private CodePoints(int[] lows) {
        this.lows = lows;
    }

    public static CodePoints of(String text) {
        int pairs = text.length() - text.codePointCount(0, text.length());
        if (pairs == 0) {
            return new CodePoints(NONE);
        }
        int[] lows = new int[pairs];
        int found = 0;
        for (int i = 1; i < text.length() && found < pairs; i++) {
            if (Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i))) {
                lows[found++] = i;
            }
        }
        return new CodePoints(lows);
    }

    /**
     * The number of code points before the offset.
     *
     * @throws IllegalArgumentException for an offset within a surrogate pair, where no character begins
     */
    public int before(int utf16Offset) {
        int at = Arrays.binarySearch(lows, utf16Offset);
        if (at >= 0) {
            throw new IllegalArgumentException("offset " + utf16Offset + " cuts a character in two");
        }
        return utf16Offset - (-at - 1);
    }
}
