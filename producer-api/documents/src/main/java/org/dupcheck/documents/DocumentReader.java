package org.dupcheck.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.dupcheck.documents.process.FileName;
import org.dupcheck.documents.process.ReaderProcess;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Reads text, Markdown, Word and PDF files as documents; headings become sections. Files come from strangers, so each is
 * read in a process of its own, with bounds on time, memory and output: one that breaks them is refused, and harms
 * neither the next file nor this process. The process is started with the first file, is used for many, and ends with
 * {@link #close}. Thread-safe: one file at a time, others wait.
 */
public final class DocumentReader implements AutoCloseable {
    /** Endings of the files that can be read, lower case, without the dot. */
    public static final Set<String> ENDINGS = Set.of("txt", "text", "md", "markdown", "docx", "docm", "pdf");

    /** Larger files hold more than the largest message, whatever their kind. In bytes. */
    public static final long MAX_FILE_BYTES = ReaderProcess.MAX_FILE_BYTES;

    /** How long one file may take. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private final Duration timeout;
    private final int memoryMiB;
    private @Nullable ReaderProcess process;
    private boolean closed;

    public DocumentReader() {
        this(DEFAULT_TIMEOUT, ReaderProcess.DEFAULT_MEMORY_MIB);
    }

    /**
     * With other bounds.
     *
     * @param timeout how long one file may take, more than 0
     * @param memoryMiB heap of the reading process in MiB, at least 16
     */
    public DocumentReader(Duration timeout, int memoryMiB) {
        this.timeout = timeout;
        this.memoryMiB = memoryMiB;
    }

    /** The ending of a file's name in lower case, without the dot; empty where it has none. */
    public static String ending(String name) {
        return FileName.ending(name);
    }

    /** The file's ending in lower case, without the dot; empty where it has none. */
    public static String ending(Path file) {
        return ending(String.valueOf(file.getFileName()));
    }

    /**
     * Reads a file by what it holds, and by its ending where that does not tell; one without any is read as text.
     *
     * @throws UnreadableDocumentException where it holds no document or breaks a bound, with the reason
     * @throws IOException where it cannot be read
     */
    public DocumentReading read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw tooLarge();
        }
        return read(String.valueOf(file.getFileName()), Files.readAllBytes(file));
    }

    /**
     * Reads the bytes of a file.
     *
     * @param name the file's name; its ending tells the kind, the rest may become the title
     * @throws UnreadableDocumentException where it holds no document or breaks a bound, with the reason
     * @throws IOException where no process can be started to read it
     */
    public synchronized DocumentReading read(String name, byte[] bytes) throws IOException {
        if (closed) {
            throw new IllegalStateException("the reader is closed");
        }
        if (bytes.length > MAX_FILE_BYTES) {
            throw tooLarge();
        }
        ReaderProcess current = process;
        if (current == null || !current.isAlive()) {
            current = ReaderProcess.start(memoryMiB);
            process = current;
        }
        return current.read(name, bytes, timeout);
    }

    private static UnreadableDocumentException tooLarge() {
        return new UnreadableDocumentException(Fault.TOO_LARGE, "larger than " + (MAX_FILE_BYTES >> 20) + " MiB");
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            process.close();
        }
    }
}
