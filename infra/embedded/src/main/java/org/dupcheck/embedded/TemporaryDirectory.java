package org.dupcheck.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is gone when nobody needs it: deleted by {@link #close}, or by a server's guard when the JVM ends
 * first, or, after a power cut, by the next JVM that makes one. Whether one is still needed is told by a lock on a file
 * in it, which the kernel drops with the process that holds it.
 */
final class TemporaryDirectory implements AutoCloseable {
    private static final String PREFIX = "dupcheck-embedded-";
    private static final String LOCK = "in-use";
    private static final Duration UNLOCKED_FOR = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 10;

    private final Path path;
    private final FileChannel channel;

    private TemporaryDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static TemporaryDirectory create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        sweep(parent);
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                TemporaryDirectory directory = tryCreate(parent);
                if (directory != null) {
                    return directory;
                }
            }
        } catch (IOException e) {
            throw new LaunchException("cannot make a temporary directory in " + parent, e);
        }
        throw new LaunchException("cannot make a temporary directory in " + parent);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        Directories.deleteQuietly(path);
        try {
            channel.close();
        } catch (IOException e) {
            // the lock goes with the JVM at the latest
        }
    }

    /** Null if a sweep of another JVM came between the file and its lock. */
    private static @Nullable TemporaryDirectory tryCreate(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, ofThisJvm()).toRealPath();
        Path lock = path.resolve(LOCK);
        FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock();
        if (held == null || !Files.exists(lock)) {
            channel.close();
            return null;
        }
        // PostgreSQL under root runs as another user, who has to pass through; the servers' directories are private
        Directories.permit(path, "rwx--x--x");
        return new TemporaryDirectory(path, channel);
    }

    /** Deletes what JVMs that are gone have left in {@code parent}; one thread at a time, for a JVM's own locks meet each other. */
    static synchronized void sweep(Path parent) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path entry : entries) {
                // not this JVM's own: closing a second channel on a file drops the lock held through the first
                if (!entry.getFileName().toString().startsWith(ofThisJvm()) && isAbandoned(entry)) {
                    Directories.deleteQuietly(entry);
                }
            }
        } catch (IOException e) {
            // nothing to sweep, or not ours to sweep
        }
    }

    private static boolean isAbandoned(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (NoSuchFileException e) {
            // just being made, or half deleted by a guard that was killed as well
            Instant changed = Files.getLastModifiedTime(directory).toInstant();
            return changed.isBefore(Instant.now().minus(UNLOCKED_FOR));
        } catch (AccessDeniedException e) {
            return false; // another user's
        }
    }

    private static String ofThisJvm() {
        return PREFIX + ProcessHandle.current().pid() + "-";
    }
}
