package org.dupcheck.engine;

import java.util.Arrays;

/**
 * The tokens of a page, two bytes each: a number in the page's dictionary. The rarest tokens of a page with more than
 * 65,535 different ones stand in a list of their own. Immutable.
 */
final class TokenStore {
    private static final char ESCAPE = 0xFFFF;

    private final char[] codes;
    /** The token of each code. */
    private final int[] dictionary;
    /** Places of the escaped tokens, ascending, and the tokens. */
    private final int[] escapedPlaces;

    private final int[] escapedTokens;

    TokenStore(char[] codes, int[] dictionary, int[] escapedPlaces, int[] escapedTokens) {
        this.codes = codes;
        this.dictionary = dictionary;
        this.escapedPlaces = escapedPlaces;
        this.escapedTokens = escapedTokens;
    }

    static TokenStore of(int[] tokens, int size) {
        int[] sorted = Arrays.copyOf(tokens, size);
        Arrays.sort(sorted);
        IntList distinct = new IntList();
        for (int i = 0; i < size; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                distinct.add(sorted[i]);
            }
        }
        int[] dictionary = distinct.size() < ESCAPE ? distinct.toArray() : mostFrequent(sorted, distinct.size());
        char[] codes = new char[size];
        IntList escapedPlaces = new IntList();
        IntList escapedTokens = new IntList();
        for (int i = 0; i < size; i++) {
            int code = Arrays.binarySearch(dictionary, tokens[i]);
            if (code >= 0) {
                codes[i] = (char) code;
            } else {
                codes[i] = ESCAPE;
                escapedPlaces.add(i);
                escapedTokens.add(tokens[i]);
            }
        }
        return new TokenStore(codes, dictionary, escapedPlaces.toArray(), escapedTokens.toArray());
    }

    private static int[] mostFrequent(int[] sorted, int distinct) {
        long[] counts = new long[distinct];
        int next = 0;
        for (int i = 0; i < sorted.length; ) {
            int from = i;
            while (i < sorted.length && sorted[i] == sorted[from]) {
                i++;
            }
            // least frequent first, then by token
            counts[next++] = ((long) (i - from) << Integer.SIZE) | sorted[from];
        }
        Arrays.sort(counts);
        int[] dictionary = new int[ESCAPE];
        for (int i = 0; i < ESCAPE; i++) {
            dictionary[i] = (int) counts[distinct - 1 - i];
        }
        Arrays.sort(dictionary);
        return dictionary;
    }

    int size() {
        return codes.length;
    }

    /** Copies the tokens {@code [from, to)} to the start of {@code target}. */
    void read(int from, int to, int[] target) {
        for (int i = from; i < to; i++) {
            char code = codes[i];
            target[i - from] = code == ESCAPE ? escaped(i) : dictionary[code];
        }
    }

    private int escaped(int place) {
        return escapedTokens[Arrays.binarySearch(escapedPlaces, place)];
    }

    void write(PageOutput out) {
        out.chars(codes);
        out.ints(dictionary);
        out.ints(escapedPlaces);
        out.ints(escapedTokens);
    }

    static TokenStore read(PageInput in) {
        return new TokenStore(in.chars(), in.ints(), in.ints(), in.ints());
    }

    long bytes() {
        return 2L * codes.length + 4L * (dictionary.length + 2L * escapedPlaces.length);
    }
}
