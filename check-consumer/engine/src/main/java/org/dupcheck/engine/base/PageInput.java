package org.dupcheck.engine.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads what {@link PageOutput} wrote. The checksum is checked before anything is read, so that an altered file never
 * becomes a page. Used by one thread.
 */
public final class PageInput {
    private final ByteBuffer in;

    /** @throws DamagedFileException if the checksum does not fit */
    public PageInput(ByteBuffer file) {
        int end = file.limit() - Long.BYTES;
        if (end < 0) {
            throw new DamagedFileException("shorter than its checksum");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(file.duplicate().limit(end));
        if (file.getLong(end) != checksum.getValue()) {
            throw new DamagedFileException("the checksum does not fit");
        }
        in = file.duplicate().limit(end);
    }

    /** A file that is not what was written. */
    public static final class DamagedFileException extends RuntimeException {
        /** @param message what is wrong with the file */
        public DamagedFileException(String message) {
            super(message);
        }
    }

    /** What {@link PageOutput#number} wrote. */
    public long number() {
        return in.getLong();
    }

    /** What {@link PageOutput#ints} wrote. */
    public int[] ints() {
        int[] values = new int[(int) number()];
        in.asIntBuffer().get(values);
        in.position(in.position() + values.length * Integer.BYTES);
        return values;
    }

    /** What {@link PageOutput#chars} wrote. */
    public char[] chars() {
        char[] values = new char[(int) number()];
        in.asCharBuffer().get(values);
        in.position(in.position() + values.length * Character.BYTES);
        return values;
    }

    /** What {@link PageOutput#bytes} wrote. */
    public byte[] bytes() {
        byte[] values = new byte[(int) number()];
        in.get(values);
        return values;
    }

    /** What {@link PageOutput#strings} wrote. */
    public String[] strings() {
        String[] values = new String[(int) number()];
        for (int i = 0; i < values.length; i++) {
            values[i] = new String(chars());
        }
        return values;
    }

    /** What {@link PageOutput#text} wrote. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
