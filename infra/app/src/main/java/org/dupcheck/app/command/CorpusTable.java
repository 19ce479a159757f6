package org.dupcheck.app.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.DocumentKey;

/**
 * What a comparison holds of each document: 128 bits of the SHA-256 of its name and as many of its content's, two
 * revisions and a few marks. That is 57 to 65 bytes a document, twice that while it grows. Not thread-safe.
 */
final class CorpusTable {
    /** Documents at most. */
    static final int MAX_DOCUMENTS = 10_000_000;

    private static final int FIRST_CAPACITY = 1_024;

    /** Halves of a 128-bit value, and the two revisions. */
    private static final int PAIR = 2;

    private final MessageDigest sha256 = sha256();
    private final long[] name = new long[PAIR];

    /** Number of a document + 1; 0 where the slot is free. At most half of them are taken. */
    private int[] slots = new int[PAIR * FIRST_CAPACITY];

    private long[] names = new long[PAIR * FIRST_CAPACITY];
    private long[] contents = new long[PAIR * FIRST_CAPACITY];
    private long[] revisions = new long[PAIR * FIRST_CAPACITY];
    private byte[] marks = new byte[FIRST_CAPACITY];
    private int size;

    /** The document's number; −1 where the table does not have it. */
    int find(DocumentKey key) {
        digest(key);
        return slots[slot(name[0], name[1])] - 1;
    }

    /**
     * The number of a document, which is put in where it is not there.
     *
     * @throws UserFaultException where there are too many
     */
    int add(DocumentKey key) {
        int found = find(key);
        if (found >= 0) {
            return found;
        }
        if (size == MAX_DOCUMENTS) {
            throw new UserFaultException("more than " + CorpusCommand.grouped(MAX_DOCUMENTS)
                    + " documents at once; compare one type after the other with --type");
        }
        if (size == marks.length) {
            grow();
        }
        names[PAIR * size] = name[0];
        names[PAIR * size + 1] = name[1];
        slots[slot(name[0], name[1])] = ++size;
        return size - 1;
    }

    /** @param contentHash 64 hex digits */
    void hold(int number, String contentHash, long revision, long newestRevision) {
        contents[PAIR * number] = half(contentHash, 0);
        contents[PAIR * number + 1] = half(contentHash, 1);
        revisions[PAIR * number] = revision;
        revisions[PAIR * number + 1] = newestRevision;
    }

    /** Whether the first half of the content's hash is that of this one. */
    boolean hasContent(int number, String contentHash) {
        return contents[PAIR * number] == half(contentHash, 0) && contents[PAIR * number + 1] == half(contentHash, 1);
    }

    /** The revision under which the text stands. */
    long revision(int number) {
        return revisions[PAIR * number];
    }

    /** The greatest of any event about the document. */
    long newestRevision(int number) {
        return revisions[PAIR * number + 1];
    }

    void mark(int number, Mark mark) {
        marks[number] = (byte) (marks[number] | mark.bit);
    }

    boolean has(int number, Mark mark) {
        return (marks[number] & mark.bit) != 0;
    }

    /** What is remembered of a document. */
    enum Mark {
        /** The reference set has it. */
        IN_FORCE(1),
        /** It has no title there. */
        UNTITLED(2),
        /** The list names it. */
        NAMED(4),
        /** The list names it and the reference set does not have it, or has another content. */
        TO_MEND(8),
        /** An event that mends it has been sent. */
        SENT(16);

        private final int bit;

        Mark(int bit) {
            this.bit = bit;
        }
    }

    private void digest(DocumentKey key) {
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(key.toString().getBytes(StandardCharsets.UTF_8)));
        name[0] = digest.getLong();
        name[1] = digest.getLong();
    }

    private static long half(String hash, int half) {
        int digits = Long.BYTES * 2;
        return HexFormat.fromHexDigitsToLong(hash, half * digits, (half + 1) * digits);
    }

    /** Where that name stands, or the free slot where it belongs. */
    private int slot(long high, long low) {
        int mask = slots.length - 1;
        int slot = (int) low & mask;
        while (slots[slot] != 0 && !isNamed(slots[slot] - 1, high, low)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isNamed(int number, long high, long low) {
        return names[PAIR * number] == high && names[PAIR * number + 1] == low;
    }

    private void grow() {
        int capacity = 2 * marks.length;
        names = Arrays.copyOf(names, PAIR * capacity);
        contents = Arrays.copyOf(contents, PAIR * capacity);
        revisions = Arrays.copyOf(revisions, PAIR * capacity);
        marks = Arrays.copyOf(marks, capacity);
        slots = new int[PAIR * capacity];
        for (int number = 0; number < size; number++) {
            slots[slot(names[PAIR * number], names[PAIR * number + 1])] = number + 1;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
