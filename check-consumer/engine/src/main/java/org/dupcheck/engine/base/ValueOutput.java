package org.dupcheck.engine.base;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a value of the engine to bytes: a version, the kind of value, then whole numbers of seven bits a byte, so that small
 * ones take one byte. Used by one thread.
 */
public final class ValueOutput {
    /** The first byte of each value. */
    static final int VERSION = 1;

    private byte[] bytes = new byte[256];
    private int size;
    /** Texts that were written before, and which each was. */
    private final Map<String, Integer> texts = new HashMap<>();

    /** @param kind of value, 0 to 127 */
    public ValueOutput(int kind) {
        octet(VERSION);
        octet(kind);
    }

    /** A number that is not negative. */
    public void number(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("negative: " + value);
        }
        int rest = value;
        while (rest > 0x7F) {
            octet(rest | 0x80);
            rest >>>= 7;
        }
        octet(rest);
    }

    /** Any number; those near 0 are short. */
    public void signed(int value) {
        int folded = (value << 1) ^ (value >> 31);
        while ((folded & ~0x7F) != 0) {
            octet(folded | 0x80);
            folded >>>= 7;
        }
        octet(folded);
    }

    /** Eight bytes. */
    public void word(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            octet((int) (value >>> shift));
        }
    }

    /** One byte. */
    public void octet(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }

    /** How many there are, and the numbers, which ascend. */
    public void ascending(int[] values) {
        number(values.length);
        int last = 0;
        for (int value : values) {
            number(value - last);
            last = value;
        }
    }

    /** A text, unit by unit, as it may hold unpaired surrogates; one that was written before as its number. */
    public void text(String value) {
        Integer known = texts.putIfAbsent(value, texts.size() + 1);
        if (known != null) {
            number(known);
            return;
        }
        number(0);
        number(value.length());
        for (int i = 0; i < value.length(); i++) {
            number(value.charAt(i));
        }
    }

    /** All that was written. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
