package org.dupcheck.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Reads what {@link PageOutput} wrote. The checksum is checked before anything is read, so that an altered file never
 * becomes a page. Used by one thread.
 */
final class PageInput {
    private final ByteBuffer in;

    /** @throws DamagedFileException if the checksum does not fit */
    PageInput(ByteBuffer file) {
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
    static final class DamagedFileException extends RuntimeException {
        DamagedFileException(String message) {
            super(message);
        }
    }

    long number() {
        return in.getLong();
    }

    int[] ints() {
        int[] values = new int[(int) number()];
        in.asIntBuffer().get(values);
        in.position(in.position() + values.length * Integer.BYTES);
        return values;
    }

    char[] chars() {
        char[] values = new char[(int) number()];
        in.asCharBuffer().get(values);
        in.position(in.position() + values.length * Character.BYTES);
        return values;
    }

    byte[] bytes() {
        byte[] values = new byte[(int) number()];
        in.get(values);
        return values;
    }

    String[] strings() {
        String[] values = new String[(int) number()];
        for (int i = 0; i < values.length; i++) {
            values[i] = new String(chars());
        }
        return values;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
