package org.dupcheck.app.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what of a folder's path was not there, to leave nothing behind where what it was made for fails. It logs
 * nothing: it looks before it is said where the log goes, and the first logger made would settle that. Immutable.
 */
public final class FreshFolder {
    private final @Nullable Path made;

    private FreshFolder(@Nullable Path made) {
        this.made = made;
    }

    /** Looks at a folder that may be there or not; makes nothing. */
    public static FreshFolder of(Path folder) {
        Path missing = null;
        for (Path at = folder.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
            missing = at;
        }
        return new FreshFolder(missing);
    }

    /** Removes what was not there, with all that is in it by now; a folder that was there stays as it is. */
    public void removeIfMade() throws IOException {
        if (made != null) {
            delete(made);
        }
    }

    /** Removes a folder with all that is in it. What is written into it meanwhile is removed as well, within bounds. */
    public static void delete(Path folder) throws IOException {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                List<Path> files;
                try (Stream<Path> walk = Files.walk(folder)) {
                    files = walk.sorted(Comparator.reverseOrder()).toList();
                }
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                boolean vanished = e instanceof NoSuchFileException || e.getCause() instanceof NoSuchFileException;
                boolean grew = e instanceof DirectoryNotEmptyException;
                if (attempt == 3 || !(vanished || grew)) {
                    throw e;
                }
            }
        }
    }
}
