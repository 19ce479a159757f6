package org.dupcheck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuardTest {
    @TempDir
    private Path directory;

    private ChildProcess start(String script, Path temporary) {
        return ChildProcess.start(
                List.of("/bin/sh", "-c", script),
                directory,
                directory.resolve("out"),
                ChildProcess.OrphanSignal.QUIT,
                temporary);
    }

    @Test
    void outputGoesToTheFileAndTheStatusComesBack() throws Exception {
        ChildProcess child = start("echo hello; exit 3", null);

        assertThat(child.waitForEnd(Probes.PATIENCE)).isTrue();
        assertThat(child.exitStatus()).isEqualTo(3);
        assertThat(directory.resolve("out")).hasContent("hello");
        child.signal("TERM"); // too late, and no harm
    }

    @Test
    void signalsReachTheServerByName() throws Exception {
        ChildProcess child = start("trap 'echo got; exit 5' USR1; while :; do sleep 0.05; done", null);
        Path ready = directory.resolve("out");
        // the trap may not be set yet: asked until it answers
        await().atMost(Probes.PATIENCE).until(() -> {
            if (!child.isAlive()) {
                return true;
            }
            child.signal(Files.exists(ready) && Files.size(ready) > 0 ? "CONT" : "WINCH");
            return Probes.isAlive(child.pid()) && hasTrap(child);
        });
        child.signal("USR1");

        assertThat(child.waitForEnd(Probes.PATIENCE)).isTrue();
        assertThat(child.exitStatus()).isEqualTo(5);
        assertThat(ready).hasContent("got");
    }

    private static boolean hasTrap(ChildProcess child) throws Exception {
        Path status = Path.of("/proc/" + child.pid() + "/status");
        if (!Files.exists(status)) {
            return true;
        }
        // bit 9 of the caught signals is SIGUSR1 on Linux
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigCgt:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & (1L << 9)) != 0);
    }

    @Test
    void aKillTakesTheServersOwnChildrenAlong() throws Exception {
        ChildProcess child = start("sleep 300 & sleep 300 & wait", null);
        await().atMost(Probes.PATIENCE)
                .until(() ->
                        ProcessHandle.of(child.pid()).orElseThrow().children().count() == 2);
        List<ProcessHandle> children =
                ProcessHandle.of(child.pid()).orElseThrow().children().toList();

        child.killTree();

        assertThat(child.exitStatus()).isEqualTo(128 + 9);
        assertThat(children).noneMatch(each -> Probes.isAlive(each.pid()));
    }

    @Test
    void whatWasMadeForAServerStaysWhenOnlyTheServerEnds() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        ChildProcess child = start("sleep 300", temporary);

        child.killTree();

        await().during(Duration.ofMillis(300)).until(() -> Files.exists(temporary));
    }

    @Test
    void aCommandThatIsNotThereEndsWithStatus127() {
        ChildProcess child = ChildProcess.start(
                List.of("/no/such/command"), directory, directory.resolve("out"), ChildProcess.OrphanSignal.KILL, null);

        assertThat(child.waitForEnd(Probes.PATIENCE)).isTrue();
        assertThat(child.exitStatus()).isEqualTo(127);
        assertThat(Shell.run(List.of("/no/such/command")).status()).isEqualTo(127);
        assertThatThrownBy(() -> ChildProcess.start(
                        List.of("true"),
                        directory.resolve("missing"),
                        directory.resolve("out"),
                        ChildProcess.OrphanSignal.KILL,
                        null))
                .isInstanceOf(LaunchException.class);
    }

    /** What keeps Ctrl-C from the servers: setsid where there is one, else perl. */
    @Test
    void serversAreInASessionOfTheirOwn() {
        Path proc = Path.of("/proc/self/stat");
        assumeTrue(Files.exists(proc), "skipped: no /proc to read the session from");
        Path none = Path.of("/no/such/program");
        List<List<String>> prefixes = List.of(
                Shell.ownSession(Path.of("/usr/bin/setsid"), none), Shell.ownSession(none, Path.of("/usr/bin/perl")));
        for (List<String> prefix : prefixes) {
            assumeTrue(!prefix.isEmpty(), "skipped: setsid or perl is missing");
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(
                    "/bin/sh",
                    "-c",
                    "read pid name state parent group session rest < /proc/$$/stat; " + "test $session -eq $$"));

            assertThat(Shell.run(command).status()).as(prefix.toString()).isZero();
        }
        assertThat(Shell.ownSession(none, none)).isEmpty();
    }
}
