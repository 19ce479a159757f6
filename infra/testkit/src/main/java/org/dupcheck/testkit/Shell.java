package org.dupcheck.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Short commands of the operating system, run to their end. */
final class Shell {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

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
            if (!process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Result(124, command.get(0) + " did not end within " + TIMEOUT.toSeconds() + " s");
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
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return List.of("/usr/bin/setsid");
        }
        if (Files.isExecutable(Path.of("/usr/bin/perl"))) {
            return List.of(
                    "/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!", "--");
        }
        return List.of();
    }

    static void waitForEnd(ProcessHandle process, Duration timeout) {
        try {
            process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while waiting for the end of process " + process.pid(), e);
        } catch (TimeoutException e) {
            throw new LaunchException("process " + process.pid() + " does not end", e);
        } catch (ExecutionException e) {
            throw new LaunchException("cannot wait for process " + process.pid(), e);
        }
    }
}
