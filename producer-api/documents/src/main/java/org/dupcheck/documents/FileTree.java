package org.dupcheck.documents;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder and of the folders in it, in the order of their names, and what of it cannot be read. A fault costs
 * its neighbours nothing. Links to files are followed, those to folders are not.
 *
 * @param files regular files, or the one file that was named
 * @param faults what cannot be read, and why
 */
public record FileTree(List<Path> files, List<Fault> faults) {
    /** Copies the lists. */
    public FileTree {
        files = List.copyOf(files);
        faults = List.copyOf(faults);
    }

    /** A file or folder that cannot be read, and why. */
    public record Fault(Path path, String reason) {}

    /** @throws IOException where the folder itself cannot be read */
    public static FileTree of(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return new FileTree(List.of(path), List.of());
        }
        Path root = Files.isSymbolicLink(path) ? path.toRealPath() : path; // a link that was named is followed
        Walk walk = new Walk(path, root);
        Files.walkFileTree(root, walk);
        walk.files.sort(null);
        walk.faults.sort(Comparator.comparing(Fault::path));
        return new FileTree(walk.files, walk.faults);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path named;
        private final Path root;
        private final List<Path> files = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();

        Walk(Path named, Path root) {
            this.named = named;
            this.root = root;
        }

        private void fault(Path path, String reason) {
            faults.add(new Fault(named.resolve(root.relativize(path)), reason));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Files.isRegularFile(file)) {
                files.add(named.resolve(root.relativize(file)));
            } else if (Files.isDirectory(file)) {
                fault(file, "a link to a folder, which is not followed; name the folder itself");
            } else if (attributes.isSymbolicLink() && Files.notExists(file)) {
                fault(file, "a link that leads nowhere");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(root)) {
                throw e;
            }
            fault(
                    file,
                    e instanceof AccessDeniedException ? "it may not be read" : "it cannot be read: " + e.getMessage());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null) {
                fault(folder, "it cannot be read to its end: " + e.getMessage());
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
