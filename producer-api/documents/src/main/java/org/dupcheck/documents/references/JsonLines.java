package org.dupcheck.documents.references;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.dupcheck.contract.InvalidMessageException;

/** Files of one JSON object a line, as they are or compressed by gzip; holds one line. Stateless. */
final class JsonLines {
    private JsonLines() {}

    /** What becomes of the lines. */
    interface Sink {
        /** A line that is not blank and not too long. */
        void line(LineReader line, String where);

        /** A line, or the file, that cannot be read, and why. */
        void reject(String where, String reason);
    }

    static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || isCompressed(name);
    }

    private static boolean isCompressed(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".jsonl.gz");
    }

    /**
     * Reads the file to its end.
     *
     * @param name what the lines' places begin with
     * @param progress told how many more bytes of the file have been read
     */
    static void read(Path file, String name, LongConsumer progress, Sink sink) throws IOException {
        try (InputStream raw = new BufferedInputStream(new Counting(Files.newInputStream(file), progress));
                InputStream in = isCompressed(name) ? new GZIPInputStream(raw, 1 << 16) : raw) {
            LineReader reader = new LineReader(in);
            while (reader.next()) {
                String where = name + ":" + reader.number();
                if (reader.tooLong()) {
                    sink.reject(where, "the line is longer than " + (LineReader.MAX_LINE_BYTES >> 20) + " MiB");
                } else if (!isBlank(reader.bytes())) {
                    sink.line(reader, where);
                }
            }
        } catch (ZipException e) {
            sink.reject(name, "not a gzip file, or damaged: " + e.getMessage());
        } catch (EOFException e) {
            sink.reject(name, "it is cut off; the lines before that were read");
        }
    }

    /** A refusal in one line. */
    static String reason(InvalidMessageException refusal) {
        String message = String.valueOf(refusal.getMessage());
        return refusal.path().isEmpty() ? message : refusal.path() + ": " + message;
    }

    private static boolean isBlank(byte[] json) {
        for (byte b : json) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private static final class Counting extends FilterInputStream {
        private final LongConsumer progress;

        Counting(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                progress.accept(1);
            }
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                progress.accept(read);
            }
            return read;
        }
    }
}
