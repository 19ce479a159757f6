package org.dupcheck.documents.references;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.dupcheck.contract.Limits;

/** Lines of bytes up to a bound; of a longer line only the bound is held, the rest is passed over. Not thread-safe. */
final class LineReader {
    /** A message of the largest size with every character escaped as six bytes still fits. */
    static final int MAX_LINE_BYTES = 6 * Limits.MAX_MESSAGE_BYTES;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 13);
    private int position;
    private int limit;
    private long number;
    private boolean tooLong;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Moves on to the next line; false at the end. */
    boolean next() throws IOException {
        line.reset();
        tooLong = false;
        boolean any = false;
        while (position < limit || fill()) {
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            keep(end - position);
            position = end;
            if (end < limit) {
                position++;
                break;
            }
        }
        if (any) {
            number++;
        }
        return any;
    }

    private void keep(int length) {
        int kept = Math.min(length, MAX_LINE_BYTES - line.size());
        tooLong |= kept < length;
        line.write(buffer, position, kept);
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    /** The line's number, 1 for the first. */
    long number() {
        return number;
    }

    /** Whether the line was longer than {@link #MAX_LINE_BYTES}. */
    boolean tooLong() {
        return tooLong;
    }

    byte[] bytes() {
        return line.toByteArray();
    }
}
