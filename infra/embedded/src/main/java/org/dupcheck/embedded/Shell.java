package org.dupcheck.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short commands of the operating system, run to their end. */
final class Shell {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 5;

    private Shell() {}

    record Result(int status, String output) {
        boolean ok() {
            return status == 0;
        }
    }

    /** Runs the command with nothing on stdin; a command that cannot be found has status 127. */
    static Result run(List<String> command) {
        Path output = null;
        try {
            // a file rather than a pipe: reading a pipe could not be bounded in time
            output = Files.createTempFile("dupcheck-shell", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                    return new Result(124, command.get(0) + " did not end within " + TIMEOUT.toSeconds() + " s");
                }
            } finally {
                process.destroyForcibly(); // does nothing to one that has ended
            }
            return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while running " + command.get(0), e);
        } finally {
            Directories.deleteQuietly(output);
        }
    }

    /**
     * What makes a command the leader of its own session, so that Ctrl-C in a terminal reaches this JVM alone, which
     * then drains while its servers still run. Without setsid (macOS) perl does it; without both, nothing does.
     */
    static List<String> ownSession() {
        return ownSession(Path.of("/usr/bin/setsid"), Path.of("/usr/bin/perl"));
    }

    static List<String> ownSession(Path setsid, Path perl) {
        if (Files.isExecutable(setsid)) {
            return List.of(setsid.toString());
        }
        if (Files.isExecutable(perl)) {
            return List.of(
                    perl.toString(), "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!", "--");
        }
        return List.of();
    }

    /**
     * Waits for the end of a process that need not be a child of this JVM (the JDK looks at those ever more rarely, up
     * to seconds apart).
     */
    static void waitForEnd(ProcessHandle process, Duration timeout) {
        long start = System.nanoTime();
        while (isAlive(process)) {
            if (System.nanoTime() - start > timeout.toNanos()) {
                throw new LaunchException("process " + process.pid() + " does not end");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchException("interrupted while waiting for the end of process " + process.pid(), e);
            }
        }
    }

    /** A zombie is dead too: it holds nothing any more, and in a container without an init it stays one for good. */
    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && state(process) != 'Z';
    }

    /** Waits until a process that was sent SIGSTOP or SIGCONT stands still, or no longer does. */
    static void awaitStopped(ProcessHandle process, boolean stopped) {
        long start = System.nanoTime();
        while (process.isAlive() && (state(process) == 'T') != stopped) {
            if (System.nanoTime() - start > TIMEOUT.toNanos()) {
                throw new LaunchException("process " + process.pid() + " does not " + (stopped ? "stop" : "go on"));
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchException("interrupted while waiting for process " + process.pid(), e);
            }
        }
    }

    /** The letter that ps shows: Z for a zombie, T for a stopped one; a question mark for one that is gone. */
    private static char state(ProcessHandle process) {
        String letters;
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            letters = stat.substring(stat.lastIndexOf(')') + 1).strip();
        } catch (IOException e) {
            // gone by now, or a system without /proc
            letters = process.isAlive()
                    ? run(List.of("ps", "-o", "stat=", "-p", Long.toString(process.pid())))
                            .output()
                            .strip()
                    : "";
        }
        return letters.isEmpty() ? '?' : letters.charAt(0);
    }
}
