package org.dupcheck.engine.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;

/**
 * The tokens of a page: numbers in the page's dictionary of its most frequent tokens, of as many bits as take the least
 * memory, one after the other. The other tokens stand in a list of their own. Immutable.
 */
final class TokenStore {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Token {@code i} starts at bit {@code i * width}, the lower bits first; ends with bytes for the last access. */
    private final byte[] codes;

    private final int size;
    /** Bits of a code. */
    private final int width;
    /** The code of a token that is not in the dictionary. */
    private final int escape;
    /** The token of each code. */
    private final int[] dictionary;
    /** Places of the escaped tokens, ascending, and the tokens. */
    private final int[] escapedPlaces;

    private final int[] escapedTokens;

    private TokenStore(byte[] codes, int size, int[] dictionary, int[] escapedPlaces, int[] escapedTokens) {
        this.codes = codes;
        this.size = size;
        this.width = TokenCounts.width(dictionary);
        this.escape = (1 << width) - 1;
        this.dictionary = dictionary;
        this.escapedPlaces = escapedPlaces;
        this.escapedTokens = escapedTokens;
    }

    /** Takes the tokens one after the other, once all have been counted. Used by one thread. */
    static final class Builder {
        private static final int DIRECT = 1 << 16;

        private final int width;
        private final int escape;
        private final int[] dictionary;
        private final byte[] codes;
        private final char[] directCodes = new char[DIRECT];
        private final int[] otherTokens;
        private final char[] otherCodes;
        private final IntList escapedPlaces = new IntList();
        private final IntList escapedTokens = new IntList();
        private int size;

        Builder(TokenCounts counts) {
            dictionary = counts.dictionary();
            width = TokenCounts.width(dictionary);
            escape = (1 << width) - 1;
            codes = new byte[Math.toIntExact(bytes(counts.size(), width))];
            Arrays.fill(directCodes, (char) escape);
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
            long bit = (long) size * width;
            for (int i = from; i < to; i++) {
                int token = tokens[i];
                int code = token < DIRECT ? directCodes[token] : otherCode(token);
                if (code == escape) {
                    escapedPlaces.add(size);
                    escapedTokens.add(token);
                }
                int at = (int) (bit >>> 3);
                INT.set(codes, at, (int) INT.get(codes, at) | code << (bit & 7));
                bit += width;
                size++;
            }
        }

        private int otherCode(int token) {
            int slot = TokenCounts.slot(otherTokens, token);
            return otherTokens[slot] == token ? otherCodes[slot] : escape;
        }

        TokenStore build() {
            return new TokenStore(codes, size, dictionary, escapedPlaces.toArray(), escapedTokens.toArray());
        }
    }

    private static long bytes(int tokens, int width) {
        return (((long) tokens * width) >>> 3) + Integer.BYTES;
    }

    int size() {
        return size;
    }

    int token(int place) {
        int code = code((long) place * width);
        return code == escape ? escapedTokens[Arrays.binarySearch(escapedPlaces, place)] : dictionary[code];
    }

    private int code(long bit) {
        return (int) INT.get(codes, (int) (bit >>> 3)) >>> (bit & 7) & escape;
    }

    /** Copies the tokens {@code [from, to)} to {@code target}, from {@code at} on. */
    void read(int from, int to, int[] target, int at) {
        int shift = at - from;
        long bit = (long) from * width;
        int nextEscaped = -1;
        for (int i = from; i < to; i++) {
            int code = code(bit);
            bit += width;
            if (code == escape) {
                // searched for once: the others follow
                nextEscaped = nextEscaped < 0 ? Arrays.binarySearch(escapedPlaces, i) : nextEscaped + 1;
                target[i + shift] = escapedTokens[nextEscaped];
            } else {
                target[i + shift] = dictionary[code];
            }
        }
    }

    /**
     * Reads the tokens at the places {@code [from, to)} of a list: many accesses to memory at once instead of one after the other.
     *
     * @return a number without meaning, so that the reading is not optimised away
     */
    int fetch(int[] places, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += codes[(int) (((long) places[i] * width) >>> 3)];
        }
        return sum;
    }

    void write(PageOutput out) {
        out.number(size);
        out.bytes(codes);
        out.ints(dictionary);
        out.ints(escapedPlaces);
        out.ints(escapedTokens);
    }

    static TokenStore read(PageInput in) {
        int size = (int) in.number();
        return new TokenStore(in.bytes(), size, in.ints(), in.ints(), in.ints());
    }

    long bytes() {
        return codes.length + 4L * (dictionary.length + 2L * escapedPlaces.length);
    }
}
