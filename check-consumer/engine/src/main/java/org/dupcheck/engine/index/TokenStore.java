package org.dupcheck.engine.index;

import java.util.Arrays;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;

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

    private TokenStore(char[] codes, int[] dictionary, int[] escapedPlaces, int[] escapedTokens) {
        this.codes = codes;
        this.dictionary = dictionary;
        this.escapedPlaces = escapedPlaces;
        this.escapedTokens = escapedTokens;
    }

    /** Takes the tokens one after the other, once all have been counted. Used by one thread. */
    static final class Builder {
        private static final int DIRECT = 1 << 16;

        private final int[] dictionary;
        private final char[] codes;
        private final char[] directCodes = new char[DIRECT];
        private final int[] otherTokens;
        private final char[] otherCodes;
        private final IntList escapedPlaces = new IntList();
        private final IntList escapedTokens = new IntList();
        private int size;

        Builder(TokenCounts counts) {
            codes = new char[counts.size()];
            dictionary = counts.mostFrequent(ESCAPE);
            Arrays.fill(directCodes, ESCAPE);
            int others = 0;
            for (int token : dictionary) {
                others += token < DIRECT ? 0 : 1;
            }
            otherTokens = new int[Integer.highestOneBit(Math.max(1, others)) * 4];
            otherCodes = new char[otherTokens.length];
            for (int code = 0; code < dictionary.length; code++) {
                int token = dictionary[code];
                if (token < DIRECT) {
                    directCodes[token] = (char) code;
                } else {
                    int slot = TokenCounts.slot(otherTokens, token);
                    otherTokens[slot] = token;
                    otherCodes[slot] = (char) code;
                }
            }
        }

        void add(int[] tokens, int from, int to) {
            for (int i = from; i < to; i++) {
                int token = tokens[i];
                char code = token < DIRECT ? directCodes[token] : otherCode(token);
                if (code == ESCAPE) {
                    escapedPlaces.add(size);
                    escapedTokens.add(token);
                }
                codes[size++] = code;
            }
        }

        private char otherCode(int token) {
            int slot = TokenCounts.slot(otherTokens, token);
            return otherTokens[slot] == token ? otherCodes[slot] : ESCAPE;
        }

        TokenStore build() {
            return new TokenStore(codes, dictionary, escapedPlaces.toArray(), escapedTokens.toArray());
        }
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

    /**
     * Reads the tokens at these places: many accesses to memory at once instead of one after the other.
     *
     * @return a number without meaning, so that the reading is not optimised away
     */
    int fetch(int[] places, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += codes[places[i]];
        }
        return sum;
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
