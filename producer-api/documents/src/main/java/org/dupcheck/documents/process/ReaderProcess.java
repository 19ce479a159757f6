package org.dupcheck.documents.process;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;

/**
 * A JVM that reads files: asked by its standard input, answering by its standard output. It inherits no environment and
 * has a small heap of its own; what is asked of it has a deadline, after which it is killed. Used by one thread at a time.
 */
public final class ReaderProcess implements AutoCloseable {
    /** The largest file that it takes. */
    public static final long MAX_FILE_BYTES = 64L << 20;

    /** Heap: the largest file, and what becomes of it while it is parsed. */
    public static final int DEFAULT_MEMORY_MIB = 512;

    /** The exit status of a JVM that ran out of memory with ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Duration END = Duration.ofSeconds(5);

    private final Process process;
    private final DataOutputStream to;
    private final DataInputStream from;
    private final int memoryMiB;

    private ReaderProcess(Process process, int memoryMiB) {
        this.process = process;
        this.to = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.from = new DataInputStream(process.getInputStream());
        this.memoryMiB = memoryMiB;
    }

    /** Starts one with that much heap. */
    public static ReaderProcess start(int memoryMiB) throws IOException {
        // the forks of the tests name their class path apart
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memoryMiB + "m",
                "-Xss4m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-cp",
                classPath,
                ReaderMain.class.getName()));
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new ReaderProcess(builder.start(), memoryMiB);
    }

    /** Whether it can be asked. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Has one file read.
     *
     * @throws UnreadableDocumentException where it holds no document or breaks a bound
     */
    public DocumentReading read(String name, byte[] bytes, Duration timeout) {
        CompletableFuture<DocumentReading> answer = new CompletableFuture<>();
        Thread asking = new Thread(() -> ask(name, bytes, answer), "dupcheck-document-reader");
        asking.setDaemon(true);
        asking.start();
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            throw new UnreadableDocumentException(
                    Fault.TOO_LARGE, "reading it takes longer than " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnreadableDocumentException unreadable) {
                throw unreadable;
            }
            throw ended(e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new UnreadableDocumentException(Fault.TOO_LARGE, "interrupted while reading it", e);
        }
    }

    private void ask(String name, byte[] bytes, CompletableFuture<DocumentReading> answer) {
        try {
            ReaderProtocol.writeFile(to, name, bytes);
            answer.complete(ReaderProtocol.readAnswer(from));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /** The process did not answer: it is gone, or about to go. */
    private UnreadableDocumentException ended(ExecutionException e) {
        kill();
        boolean memory = !process.isAlive() && process.exitValue() == OUT_OF_MEMORY;
        return new UnreadableDocumentException(
                memory ? Fault.TOO_LARGE : Fault.DAMAGED,
                memory
                        ? "reading it takes more memory than " + memoryMiB + " MiB"
                        : "the process that read it ended without an answer",
                e);
    }

    private void kill() {
        try {
            if (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(END.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process: it reads to the end of its input. */
    @Override
    public void close() {
        try {
            to.close();
        } catch (IOException e) {
            process.destroyForcibly(); // gone already, most likely
        }
        kill();
    }
}
