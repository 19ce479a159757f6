package org.dupcheck.engine.text;

import java.util.Arrays;

/**
 * The tokens of one text, with the map back: token {@code i} stands at the UTF-16 offsets {@code [start(i), end(i))} of
 * the original. Several tokens may come from one character (a ligature) and then share its offsets.
 */
public final class TokenText {
    private int[] tokens;
    private int[] starts;
    private int[] ends;
    private int size;

    /** @param capacity tokens that fit in before it grows */
    public TokenText(int capacity) {
        tokens = new int[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
    }

    void add(int token, int start, int end) {
        if (size == tokens.length) {
            int capacity = Math.max(16, size + (size >> 1));
            tokens = Arrays.copyOf(tokens, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        tokens[size] = token;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    void clear() {
        size = 0;
    }

    /** Tokens in the text. */
    public int size() {
        return size;
    }

    /** The token at {@code index}, which must be below {@link #size}. */
    public int token(int index) {
        return tokens[index];
    }

    /** Where it starts in the original. */
    public int start(int index) {
        return starts[index];
    }

    /** Where it ends in the original. */
    public int end(int index) {
        return ends[index];
    }

    /** Copies all tokens to {@code target}, from {@code at} on. */
    public void copyTokens(int[] target, int at) {
        System.arraycopy(tokens, 0, target, at, size);
    }

    /** Copies the starts of all tokens to {@code target}, from {@code at} on. */
    public void copyStarts(int[] target, int at) {
        System.arraycopy(starts, 0, target, at, size);
    }

    /** Copies the ends of all tokens to {@code target}, from {@code at} on. */
    public void copyEnds(int[] target, int at) {
        System.arraycopy(ends, 0, target, at, size);
    }
}
