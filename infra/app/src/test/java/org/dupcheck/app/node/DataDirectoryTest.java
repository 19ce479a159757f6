package org.dupcheck.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.dupcheck.app.terminal.UserFaultException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void aSecondNodeOnTheSameFolderIsRefusedUntilTheFirstIsGone() {
        Path data = folder.resolve("new/data");
        try (DataDirectory first = DataDirectory.take(data)) {
            assertThat(first.path()).isDirectory();
            assertThatThrownBy(() -> DataDirectory.take(data))
                    .isInstanceOf(UserFaultException.class)
                    .hasMessageContaining("in use by another dupcheck")
                    .hasMessageContaining("--data");
        }
        DataDirectory.take(data).close();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> DataDirectory.take(file.resolve("data")))
                .isInstanceOf(UserFaultException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void aFolderIsTriedInWordsAndWithoutTakingIt() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path noLogs = Files.createDirectories(folder.resolve("no-logs"));
        Files.writeString(noLogs.resolve("logs"), "x");
        Path noLog = folder.resolve("no-log");
        Files.createDirectories(noLog.resolve("logs/dupcheck.json"));
        for (Path wrong : List.of(file, file.resolve("below"), noLogs, noLog)) {
            assertThatThrownBy(() -> DataDirectory.tryOut(wrong))
                    .isInstanceOf(UserFaultException.class)
                    .hasMessageStartingWith("the data folder " + wrong + " cannot be used: ")
                    .hasMessageEndingWith("; name another with --data")
                    .hasMessageNotContaining("Exception")
                    .hasMessageNotContaining("no reason");
        }
        DataDirectory.tryOut(folder.resolve("fresh"));
        try (DataDirectory taken = DataDirectory.take(folder.resolve("fresh"))) {
            DataDirectory.tryOut(taken.path());
            assertThatThrownBy(() -> DataDirectory.take(taken.path())).hasMessageContaining("in use");
        }
    }

    @Test
    void endpointsAreReadAsTheyWereWrittenAndOnlyTheOwnerMayReadThem() throws IOException {
        Endpoints endpoints = new Endpoints(
                "http://127.0.0.1:1", "http://127.0.0.1:4", "127.0.0.1:2", "jdbc:postgresql://127.0.0.1:3/d");
        assertThat(Endpoints.read(folder)).isEmpty();
        endpoints.write(folder);
        endpoints.write(folder);
        assertThat(Endpoints.read(folder)).contains(endpoints);
        assertThat(Files.getPosixFilePermissions(folder.resolve(Endpoints.FILE)))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
        Endpoints.remove(folder);
        assertThat(Endpoints.read(folder)).isEmpty();
        Endpoints.remove(folder);
    }

    @Test
    void aDamagedEndpointsFileIsNamed() throws IOException {
        Files.writeString(folder.resolve(Endpoints.FILE), "{");
        assertThatThrownBy(() -> Endpoints.read(folder))
                .isInstanceOf(UserFaultException.class)
                .hasMessageContaining(Endpoints.FILE);
    }

    @Test
    void rolesAreReadFromAListAndUnknownOnesNamed() {
        assertThat(Role.parse("gateway, corpus-sync")).containsExactlyInAnyOrder(Role.GATEWAY, Role.CORPUS_SYNC);
        assertThat(Role.labels(EnumSet.allOf(Role.class))).isEqualTo("gateway,check,corpus-sync,notifier");
        assertThatThrownBy(() -> Role.parse("gateway,scan"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no role 'scan'; the roles are gateway,check,corpus-sync,notifier");
    }
}
