package org.dupcheck.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dupcheck.app.Main;
import org.dupcheck.app.node.Endpoints;
import org.dupcheck.testkit.Circumstances;

/**
 * A {@code serve} of its own: all roles on an embedded Kafka and PostgreSQL, on free ports, in a folder that goes with
 * it. It runs under a small shell that holds the other end of a pipe: when this JVM ends, in whatever way, the pipe
 * closes, {@code serve} is told to stop, and then its folder is deleted.
 */
public final class ServeProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 50;
    private static final int LOG_LINES = 20;

    /** $1 is the folder, the rest the command; prints its pid, and when the pipe is closed ends it and deletes the folder. */
    private static final String GUARD = "folder=$1; shift; \"$@\" </dev/null >\"$folder/serve.out\" 2>&1 & pid=$!;"
            + " echo $pid; read -r _; kill -TERM $pid; wait $pid; rm -rf -- \"$folder\"";

    private final Process guard;
    private final ProcessHandle serve;
    private final Path folder;
    private final Endpoints endpoints;

    private ServeProcess(Process guard, Path folder) {
        this.guard = guard;
        this.folder = folder;
        this.serve = serveOf(guard);
        this.endpoints = awaitEndpoints();
    }

    /**
     * Starts it and returns when it is ready.
     *
     * @param settings environment variables, such as {@code DUPCHECK_CHECK_PAGE_DOCUMENTS}; those of the caller that
     *     begin with DUPCHECK_ are not passed on, so that a run does not hit somebody's installation
     * @throws BenchException if it does not become ready; the message ends with its last words
     */
    public static ServeProcess start(Map<String, String> settings) {
        try {
            Path folder = Files.createTempDirectory("dupcheck-bench-");
            ProcessBuilder builder = new ProcessBuilder(command(folder));
            builder.environment().keySet().removeIf(name -> name.startsWith("DUPCHECK_"));
            builder.environment().putAll(settings);
            return new ServeProcess(builder.start(), folder);
        } catch (IOException e) {
            throw new BenchException("cannot start serve", e);
        }
    }

    private static List<String> command(Path folder) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard"));
        command.add(folder.toString());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // as the launcher starts it, but for the pages: those are the system's choice
        command.addAll(List.of("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=50", "-XX:MaxRAMPercentage=50"));
        command.addAll(List.of("-XX:G1PeriodicGCInterval=60000", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=40"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("serve", "--port", "0", "--data", folder.toString()));
        return command;
    }

    private static ProcessHandle serveOf(Process guard) {
        try {
            // not closed: it goes with the process
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII));
            String pid = out.readLine();
            return ProcessHandle.of(Long.parseLong(String.valueOf(pid).strip()))
                    .orElseThrow(() -> new BenchException("serve ended at once"));
        } catch (IOException e) {
            throw new BenchException("cannot start serve", e);
        }
    }

    private Endpoints awaitEndpoints() {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline && serve.isAlive()) {
            Optional<Endpoints> found = Endpoints.read(folder);
            if (found.isPresent()) {
                return found.get();
            }
            Waiting.pause(PAUSE_MILLIS);
        }
        String words = lastWords();
        close();
        throw new BenchException("serve did not become ready:\n" + words);
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("serve.out"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(it said nothing)";
        }
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** Work with it that, where it fails, leaves the node's log behind and says where. */
    public void orTell(PrintWriter out, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            out.println("· given up: " + e.getMessage() + "\n" + remains());
            out.flush();
            throw e;
        }
    }

    /**
     * For whoever gives up: copies its log out of the folder that will go, and tells where to, and how far each group lies
     * behind. Takes some seconds where the brokers do not answer; never throws.
     */
    private String remains() {
        boolean interrupted = Thread.interrupted(); // the one who gives up may have been told to; this comes first
        try {
            Path kept = Files.createTempDirectory("dupcheck-bench-failed-");
            copy(folder.resolve("serve.out"), kept);
            try (Stream<Path> logs = Files.list(folder.resolve("logs"))) {
                logs.forEach(log -> copy(log, kept));
            }
            return "the log of serve is kept in " + kept + "; how things stood:\n"
                    + Circumstances.lag(endpoints.kafka());
        } catch (IOException | RuntimeException e) {
            return "the log of serve could not be kept: " + e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void copy(Path file, Path folder) {
        try {
            Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells it to stop, and waits until it has and its folder is gone. */
    @Override
    public void close() {
        try {
            guard.getOutputStream().close();
            if (!guard.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                serve.destroyForcibly();
                guard.destroyForcibly();
            }
            // only where the guard did not get to it
            TemporaryFolder.delete(folder);
        } catch (IOException e) {
            throw new BenchException("cannot clean up after serve", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
