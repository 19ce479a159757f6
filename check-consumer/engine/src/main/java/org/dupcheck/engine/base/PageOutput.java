package org.dupcheck.engine.base;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes the parts of a page to a stream, with a checksum. Used by one thread. */
public final class PageOutput {
    private static final int CHUNK = 1 << 14;

    private final OutputStream out;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Integer.BYTES);

    /** @param out stays open */
    public PageOutput(OutputStream out) {
        this.out = out;
    }

    /** Eight bytes. */
    public void number(long value) {
        buffer.putLong(value);
        flush();
    }

    /** The number of values, and the values. */
    public void ints(int[] values) {
        number(values.length);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            buffer.asIntBuffer().put(values, from, count);
            buffer.position(count * Integer.BYTES);
            flush();
        }
    }

    /** The number of values, and the values. */
    public void chars(char[] values) {
        number(values.length);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            buffer.asCharBuffer().put(values, from, count);
            buffer.position(count * Character.BYTES);
            flush();
        }
    }

    /** The number of bytes, and the bytes. */
    public void bytes(byte[] values) {
        number(values.length);
        // in pieces: the JVM copies what it is given to memory outside the heap, and keeps that
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            System.arraycopy(values, from, buffer.array(), 0, count);
            write(buffer.array(), count);
        }
    }

    /** Strings may hold unpaired surrogates, so they are written unit by unit. */
    public void strings(List<String> values) {
        number(values.size());
        values.forEach(value -> chars(value.toCharArray()));
    }

    /** In UTF-8, so without unpaired surrogates. */
    public void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the checksum of all before it. */
    public void end() {
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
