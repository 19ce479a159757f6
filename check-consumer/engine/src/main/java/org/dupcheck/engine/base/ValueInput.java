package org.dupcheck.engine.base;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link ValueOutput} wrote. The bytes may come from anywhere: what is not such a value is refused by a {@link
 * MalformedValueException}, and no more memory is taken than some times that of the bytes. Used by one thread.
 */
public final class ValueInput {
    private static final int LAST_SHIFT = 28;

    private final byte[] bytes;
    private int at;
    private final List<String> texts = new ArrayList<>();

    /** @param kind of value that it must be */
    public ValueInput(byte[] bytes, int kind) {
        this.bytes = bytes;
        int version = octet("version");
        require(version == ValueOutput.VERSION, "version", "is not " + ValueOutput.VERSION + ": " + version);
        int known = octet("kind");
        require(known == kind, "kind", "is not " + kind + ": " + known);
    }

    /** Refuses the value unless something holds. */
    public static void require(boolean holds, String field, String otherwise) {
        if (!holds) {
            throw new MalformedValueException(field, otherwise);
        }
    }

    /** What {@link ValueOutput#number} wrote. */
    public int number(String field) {
        int value = unsigned(field);
        require(value >= 0, field, "is too large");
        return value;
    }

    /** The same; at most that one. */
    public int number(String field, int most) {
        int value = number(field);
        require(value <= most, field, "is over " + most);
        return value;
    }

    /** A number of things that take so many bytes each, or more: no more than there are bytes. */
    public int count(String field, int bytesEach) {
        int value = number(field);
        require(value <= (bytes.length - at) / bytesEach, field, "is more than there is");
        return value;
    }

    /** So many things of a byte or more each: no more than there are bytes. */
    public int fitting(String field, int count) {
        require(count <= bytes.length - at, field, "are more than there are");
        return count;
    }

    /** A byte that is 0 or 1. */
    public boolean flag(String field) {
        return number(field, 1) == 1;
    }

    /** What {@link ValueOutput#signed} wrote. */
    public int signed(String field) {
        int folded = unsigned(field);
        return (folded >>> 1) ^ -(folded & 1);
    }

    private int unsigned(String field) {
        int value = 0;
        for (int shift = 0; shift <= LAST_SHIFT; shift += 7) {
            int next = octet(field);
            require(shift < LAST_SHIFT || next <= 0xF, field, "is too large");
            value |= (next & 0x7F) << shift;
            if (next <= 0x7F) {
                return value;
            }
        }
        throw new MalformedValueException(field, "is too large");
    }

    /** What {@link ValueOutput#word} wrote. */
    public long word(String field) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (long) octet(field) << shift;
        }
        return value;
    }

    /** What {@link ValueOutput#octet} wrote: 0 to 255. */
    public int octet(String field) {
        require(at < bytes.length, field, "is missing");
        return bytes[at++] & 0xFF;
    }

    /** What {@link ValueOutput#ascending} wrote; all below that one. */
    public int[] ascending(String field, int end) {
        int[] values = new int[count(field, 1)];
        int last = 0;
        for (int i = 0; i < values.length; i++) {
            last = sum(field, last, number(field));
            require(last < end, field, "is not below " + end);
            values[i] = last;
        }
        return values;
    }

    /** The sum of two numbers that were read. */
    public static int sum(String field, int one, int other) {
        long sum = (long) one + other;
        require(sum >= 0 && sum <= Integer.MAX_VALUE, field, "is out of range");
        return (int) sum;
    }

    /** What {@link ValueOutput#text} wrote. */
    public String text(String field) {
        int known = number(field);
        if (known > 0) {
            require(known <= texts.size(), field, "was not written before");
            return texts.get(known - 1);
        }
        char[] units = new char[count(field, 1)];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) number(field, Character.MAX_VALUE);
        }
        String text = new String(units);
        texts.add(text);
        return text;
    }

    /** Refuses what is behind the value. */
    public void end() {
        require(at == bytes.length, "end", "there are more bytes");
    }
}
