package org.dupcheck.app.command;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.failure.Reason;
import org.jspecify.annotations.Nullable;

/** What became of each file or line of a load, one a line, tab-separated: outcome, where, id, remark. Thread-safe. */
final class LoadReport implements AutoCloseable {
    private final @Nullable BufferedWriter writer;

    /** @param file null for no report */
    LoadReport(@Nullable Path file) {
        try {
            writer = file == null ? null : Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UserFaultException(file + " cannot be written: " + Reason.of(e), e);
        }
    }

    synchronized void line(String outcome, String where, String id, String remark) {
        if (writer == null) {
            return;
        }
        try {
            writer.write(outcome + '\t' + clean(where) + '\t' + clean(id) + '\t' + clean(remark));
            writer.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    @Override
    public synchronized void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
