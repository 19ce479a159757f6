package org.dupcheck.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server under its guard (guard.sh), a small shell that holds the other end of a pipe from this JVM. When this JVM
 * ends, in whatever way, the kernel closes the pipe and the guard ends the server and deletes its temporary directory.
 * Signals go through the guard as well: it is the server's parent, so a signal cannot hit a stranger that was given the
 * pid of a dead server.
 */
final class ChildProcess {
    /** What the server is sent when this JVM is gone; the guard adds SIGKILL after 5 s. */
    enum OrphanSignal {
        KILL,
        QUIT
    }

    private final Process guard;
    private final ProcessHandle server;

    private ChildProcess(Process guard, ProcessHandle server) {
        this.guard = guard;
        this.server = server;
    }

    /**
     * @param output where the server's stdout and stderr are appended
     * @param temporary what the guard deletes if this JVM ends without closing the server
     */
    static ChildProcess start(
            List<String> command, Path directory, Path output, OrphanSignal orphanSignal, @Nullable Path temporary) {
        List<String> line = new ArrayList<>(Shell.ownSession());
        line.addAll(List.of("/bin/sh", "-c", guardScript(), "guard", orphanSignal.name()));
        line.add(temporary == null ? "" : temporary.toString());
        line.add(output.toString());
        line.addAll(command);
        try {
            Process guard = new ProcessBuilder(line)
                    .directory(directory.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            return new ChildProcess(guard, serverOf(guard, output));
        } catch (IOException e) {
            throw new LaunchException("cannot start " + command.get(0), e);
        }
    }

    private static ProcessHandle serverOf(Process guard, Path output) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII));
        String pid = reader.readLine();
        if (pid == null) {
            throw new LaunchException("the guard ended at once; see " + output);
        }
        // a server that ended already has no handle any more: its guard, which ends with it, stands in
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElse(guard.toHandle());
    }

    private static String guardScript() {
        try (var in = ChildProcess.class.getResourceAsStream("guard.sh")) {
            if (in == null) {
                throw new LaunchException("guard.sh is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server stands still after SIGSTOP, or goes on after SIGCONT. */
    void awaitStopped(boolean stopped) {
        Shell.awaitStopped(server, stopped);
    }

    long pid() {
        return server.pid();
    }

    boolean isAlive() {
        return guard.isAlive();
    }

    /** Sends the signal of that name (without SIG); does nothing if the server has ended. */
    void signal(String name) {
        try {
            // not closed: the end of this stream is what tells the guard that the JVM is gone
            OutputStream pipe = guard.getOutputStream();
            pipe.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // the guard has ended, and with it the server
        }
    }

    /** Whether it ended within that time. */
    boolean waitForEnd(Duration timeout) {
        try {
            return guard.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while waiting for the end of process " + pid(), e);
        }
    }

    /** SIGKILL for the server and for the processes it has started; returns when all are gone or after 30 s. */
    void killTree() {
        List<ProcessHandle> descendants = server.descendants().toList();
        signal("KILL");
        boolean ended = waitForEnd(Duration.ofSeconds(30));
        descendants.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle descendant : descendants) {
            Shell.waitForEnd(descendant, Duration.ofSeconds(30));
        }
        if (!ended) {
            throw new LaunchException("process " + pid() + " does not end, even by SIGKILL");
        }
    }

    /** How it ended: the exit status, or 128 plus the number of the signal. */
    int exitStatus() {
        return guard.exitValue();
    }

    /** The last lines of a log file, for messages; at most about 2,000 characters. */
    static String tail(Path log) {
        try {
            String text = Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
            return text.substring(Math.max(0, text.length() - 2_000)).strip();
        } catch (IOException e) {
            return "(log not readable: " + e.getMessage() + ")";
        }
    }
}
