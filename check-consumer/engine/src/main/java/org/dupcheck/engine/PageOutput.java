package org.dupcheck.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes the parts of a page to a stream, with a checksum. Used by one thread. */
final class PageOutput {
    private static final int CHUNK = 1 << 14;

    private final OutputStream out;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Integer.BYTES);

    PageOutput(OutputStream out) {
        this.out = out;
    }

    void number(long value) {
        buffer.putLong(value);
        flush();
    }

    void ints(int[] values) {
        number(values.length);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            buffer.asIntBuffer().put(values, from, count);
            buffer.position(count * Integer.BYTES);
            flush();
        }
    }

    void chars(char[] values) {
        number(values.length);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            buffer.asCharBuffer().put(values, from, count);
            buffer.position(count * Character.BYTES);
            flush();
        }
    }

    void bytes(byte[] values) {
        number(values.length);
        write(values, values.length);
    }

    /** Strings may hold unpaired surrogates, so they are written unit by unit. */
    void strings(List<String> values) {
        number(values.size());
        values.forEach(value -> chars(value.toCharArray()));
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the checksum of all before it. */
    void end() {
        number(checksum.getValue());
    }

    private void flush() {
        write(buffer.array(), buffer.position());
        buffer.clear();
    }

    private void write(byte[] bytes, int count) {
        checksum.update(bytes, 0, count);
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
