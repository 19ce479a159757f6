package org.dupcheck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the JVM that started them, no server and no temporary directory stays. */
final class NothingLeftBehindTest {
    @TempDir
    private Path output;

    @Test
    void whenTheJvmIsKilled() throws Exception {
        Owned owned = start(List.of());
        owned.jvm.destroyForcibly();
        assertGone(owned);
    }

    @Test
    void whenTheJvmEndsWithoutClosing() throws Exception {
        Owned owned = start(List.of());
        order(owned, 'e');
        assertGone(owned);
    }

    /** As root: another user's JVM. That one may not be able to read the class path, so it keeps the right to read. */
    @Test
    void whenAnotherUsersJvmClosesThem() throws Exception {
        List<String> asNobody = List.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "--inh-caps=+dac_read_search",
                "--ambient-caps=+dac_read_search");
        List<String> probe = new ArrayList<>(asNobody);
        probe.addAll(List.of("id", "-u"));
        assumeTrue(RunAs.isRoot(), "skipped: only root can run a JVM as another user; all other tests ran as one");
        assumeTrue(
                Shell.run(probe).output().strip().equals("65534"),
                "skipped: setpriv cannot run a JVM as another user here");

        Owned owned = start(asNobody);
        for (long pid : owned.servers()) {
            assertThat(Files.getAttribute(Path.of("/proc/" + pid), "unix:uid")).isEqualTo(65_534);
        }
        order(owned, 'c');
        assertGone(owned);
        assertThat(owned.jvm.exitValue()).isZero();
    }

    private record Owned(Process jvm, List<Path> directories, List<Long> pids) {
        List<Long> servers() {
            return pids.subList(0, 2);
        }
    }

    private Owned start(List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Probes.java(Owner.class));
        // the programs unpacked by this user serve the other one as well
        command.add(command.size() - 1, "-D" + CacheDirectory.PROPERTY + "=" + CacheDirectory.path());
        Path errors = output.resolve("owner.err");
        Process jvm = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        BufferedReader reader = jvm.inputReader(StandardCharsets.UTF_8);
        List<String> directories = words(reader.readLine(), errors);
        List<String> pids = words(reader.readLine(), errors);
        Owned owned = new Owned(
                jvm,
                directories.stream().map(Path::of).toList(),
                pids.stream().map(Long::valueOf).toList());
        assertThat(owned.pids).hasSizeGreaterThan(3);
        assertThat(owned.servers()).allMatch(Probes::isAlive);
        assertThat(owned.directories).hasSize(2).allMatch(Files::isDirectory);
        return owned;
    }

    private static List<String> words(String line, Path errors) throws IOException {
        assertThat(line).as(() -> ChildProcess.tail(errors)).isNotNull();
        List<String> words = Arrays.asList(line.split(" ", -1));
        return words.subList(1, words.size());
    }

    private static void order(Owned owned, char order) throws Exception {
        owned.jvm.getOutputStream().write(order);
        owned.jvm.getOutputStream().flush();
        assertThat(owned.jvm.waitFor(Probes.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private static void assertGone(Owned owned) {
        await().atMost(Probes.PATIENCE)
                .untilAsserted(() -> assertThat(owned.pids).noneMatch(Probes::isAlive));
        await().atMost(Probes.PATIENCE)
                .untilAsserted(() -> assertThat(owned.directories).noneMatch(Files::exists));
    }
}
