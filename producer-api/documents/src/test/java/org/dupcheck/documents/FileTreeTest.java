package org.dupcheck.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bad entry of a folder is named and costs its neighbours nothing. */
final class FileTreeTest {
    @TempDir
    Path folder;

    @Test
    void linksThatLeadNowhereOrToFoldersAreNamedAndLinksToFilesFollowed() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/deep"));
        Path file = Files.writeString(deep.resolve("1.txt"), "甲");
        Files.createSymbolicLink(folder.resolve("a/2.txt"), folder.resolve("none.txt"));
        Files.createSymbolicLink(folder.resolve("a/3.txt"), file);
        Files.createSymbolicLink(folder.resolve("a/4"), deep);
        FileTree tree = FileTree.of(folder.resolve("a"));
        assertThat(tree.files()).containsExactly(folder.resolve("a/3.txt"), file);
        assertThat(tree.faults())
                .containsExactly(
                        new FileTree.Fault(folder.resolve("a/2.txt"), "a link that leads nowhere"),
                        new FileTree.Fault(
                                folder.resolve("a/4"),
                                "a link to a folder, which is not followed; name the folder itself"));
    }

    @Test
    void aLinkToAFolderThatIsNamedItselfIsFollowed() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("a")).resolve("1.txt"), "甲");
        Path link = Files.createSymbolicLink(folder.resolve("b"), folder.resolve("a"));
        assertThat(FileTree.of(link).files()).containsExactly(link.resolve("1.txt"));
    }

    @Test
    void aFolderThatMayNotBeReadIsNamed() throws IOException {
        Path closed = Files.createDirectories(folder.resolve("closed"));
        Files.writeString(folder.resolve("1.txt"), "甲");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeThat(Files.isReadable(closed)).as("runs as root").isFalse();
            FileTree tree = FileTree.of(folder);
            assertThat(tree.files()).containsExactly(folder.resolve("1.txt"));
            assertThat(tree.faults()).containsExactly(new FileTree.Fault(closed, "it may not be read"));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
