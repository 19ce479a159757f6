package org.dupcheck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports, caches, temporary directories, owners. */
final class FilesTest {
    @TempDir
    private Path directory;

    @Test
    void programsAreUnpackedOnceByHoweverManyComeAtOnce() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            Future<Path> one = both.submit(() -> PostgresBinaries.unpackedIn(directory));
            Future<Path> other = both.submit(() -> PostgresBinaries.unpackedIn(directory));

            assertThat(one.get()).isEqualTo(other.get());
            assertThat(Shell.run(List.of(one.get().resolve("bin/postgres").toString(), "--version"))
                            .output())
                    .contains("18.");
            try (var entries = Files.list(directory)) {
                assertThat(entries).containsExactly(one.get());
            }
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void everySystemAndMachineHasItsArchiveOrIsRefused() {
        assertThat(PostgresBinaries.archiveName("Linux", "amd64")).isEqualTo("/postgres-linux-x86_64.txz");
        assertThat(PostgresBinaries.archiveName("Linux", "aarch64")).isEqualTo("/postgres-linux-arm_64.txz");
        assertThat(PostgresBinaries.archiveName("Mac OS X", "aarch64")).isEqualTo("/postgres-darwin-arm_64.txz");
        assertThatThrownBy(() -> PostgresBinaries.archiveName("Linux", "riscv64"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("riscv64");
    }

    @Test
    void aSweepDeletesWhatIsAbandonedAndNothingElse() throws Exception {
        Path abandoned = Files.createDirectories(directory.resolve("dupcheck-embedded-0-abandoned"));
        Files.createFile(abandoned.resolve("in-use"));
        Files.createDirectories(abandoned.resolve("deep/down"));
        Path unlocked = Files.createDirectories(directory.resolve("dupcheck-embedded-0-unlocked"));
        Files.setLastModifiedTime(unlocked, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path beingMade = Files.createDirectories(directory.resolve("dupcheck-embedded-0-fresh"));
        Path other = Files.createDirectories(directory.resolve("something-else"));

        TemporaryDirectory.sweep(directory);

        assertThat(abandoned).doesNotExist();
        assertThat(unlocked).doesNotExist();
        assertThat(beingMade).exists();
        assertThat(other).exists();
    }

    /** As a broker and a database do that start at once: both look whether the same lock is free. */
    @Test
    void threadsOfOneJvmMaySweepAtOnce() throws Exception {
        int threads = 4;
        ExecutorService all = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 10; i++) {
                    Path abandoned =
                            Files.createDirectories(directory.resolve("dupcheck-embedded-0-" + round + "-" + i));
                    Files.createFile(abandoned.resolve("in-use"));
                }
                List<Future<?>> sweeps = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    sweeps.add(all.submit(() -> TemporaryDirectory.sweep(directory)));
                }
                for (Future<?> sweep : sweeps) {
                    sweep.get();
                }
                try (var left = Files.list(directory)) {
                    assertThat(left).isEmpty();
                }
            }
        } finally {
            all.shutdownNow();
        }
    }

    @Test
    void portsAreFreeAndRememberedWhileTheyAre() throws Exception {
        Path file = directory.resolve("ports");
        List<Integer> ports = Ports.remembered(file, 2);
        assertThat(ports).hasSize(2).doesNotHaveDuplicates().allMatch(Ports::isFree);
        assertThat(Ports.remembered(file, 2)).isEqualTo(ports);

        try (ServerSocket taken =
                new ServerSocket(ports.get(0), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(Ports.answers(ports.get(0))).isTrue();
            assertThat(Ports.remembered(file, 2)).doesNotContain(ports.get(0));
        }
        Files.writeString(file, "not a port\n");
        assertThat(Ports.remembered(file, 1)).hasSize(1);
    }

    @Test
    void aCacheThatOthersMayWriteInIsRefused() throws Exception {
        Path cache = CacheDirectory.in(directory);
        assertThat(CacheDirectory.in(directory)).isEqualTo(cache);
        assertThat(Files.getPosixFilePermissions(cache)).isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));

        Directories.permit(cache, "rwxrwxrwx");
        assertThatThrownBy(() -> CacheDirectory.in(directory))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(CacheDirectory.PROPERTY);

        Files.delete(cache);
        Files.createSymbolicLink(cache, Files.createDirectory(directory.resolve("elsewhere")));
        assertThatThrownBy(() -> CacheDirectory.in(directory)).isInstanceOf(LaunchException.class);
    }

    @Test
    void theErrorSaysEveryWayThatWasTriedToRunAsAnotherUser() {
        assumeTrue(RunAs.isRoot(), "skipped: only root runs PostgreSQL as another user");

        assertThatThrownBy(() -> RunAs.workingIn(directory, directory.resolve("no/such/program")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("setpriv")
                .hasMessageContaining("chroot")
                .hasMessageContaining("unshare");
    }

    @Test
    void asRootTheDataGoesToAUserWhoCanReachItOrStaysWithRootInANamespace() throws Exception {
        assumeTrue(RunAs.isRoot(), "skipped: only root runs PostgreSQL as another user");
        Path program = PostgresBinaries.unpackedIn(CacheDirectory.path()).resolve("bin/postgres");
        Path open = Files.createDirectories(directory.resolve("open/data"));
        Directories.permit(directory, "rwxr-xr-x");
        RunAs other = RunAs.workingIn(open, program);
        assertThat(other.prefix().get(0)).isIn("setpriv", "chroot");
        assertThat(Files.getAttribute(open, "unix:uid")).isNotEqualTo(0);
        assertThat(Shell.run(other.command(List.of("id", "-u"))).output().strip())
                .isNotEqualTo("0");
        assertThat(RunAs.workingIn(open, program)).isEqualTo(other);

        Path hidden = Files.createDirectories(directory.resolve("hidden/data"));
        Directories.permit(directory.resolve("hidden"), "rwx------");
        try {
            RunAs namespace = RunAs.workingIn(hidden, program);
            assertThat(namespace.prefix().get(0)).isEqualTo("unshare");
            assertThat(Files.getAttribute(hidden, "unix:uid")).isEqualTo(0);
            try (PostgresProcess postgres = PostgresProcess.start(new PostgresSettings(hidden, 0, false, Map.of()))) {
                postgres.kill();
                postgres.start();
                assertThat(Probes.query(postgres.jdbcUrl(), "select 1")).isEqualTo("1");
            }
        } catch (LaunchException e) {
            // some containers forbid user namespaces: then the message has to say what was tried
            assertThat(e).hasMessageContaining("unshare").hasMessageContaining("setpriv");
        }
    }
}
