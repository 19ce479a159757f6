package org.dupcheck.app.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.failure.Reason;
import org.jspecify.annotations.Nullable;

/** The folder where a node keeps its data and logs; at most one node at a time has it. The lock goes with the process. */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK = "lock";

    /** As log4j2-node.xml has it. */
    private static final String LOGS = "logs";

    private static final String LOG = "dupcheck.json";

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Tries whether the folder can be used, without taking it: it is made where it is not there, and the log can be written.
     * Log4j would answer a folder that cannot be used with pages of stack traces, so this comes before the first logger.
     *
     * @throws UserFaultException where it cannot
     */
    public static void tryOut(Path folder) {
        try {
            Path path = Files.createDirectories(folder).toRealPath();
            open(Files.createDirectories(path.resolve(LOGS)).resolve(LOG)).close();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static UserFaultException unusable(Path folder, IOException e) {
        String file = e instanceof FileSystemException ofFile && ofFile.getFile() != null ? ofFile.getFile() : "";
        boolean within = !file.isEmpty()
                && !folder.toAbsolutePath().startsWith(Path.of(file).toAbsolutePath());
        return new UserFaultException(
                "the data folder " + folder + " cannot be used: " + (within ? file + ": " : "") + Reason.of(e)
                        + "; name another with --data",
                e);
    }

    /**
     * Makes the folder if it is not there, and takes it.
     *
     * @throws UserFaultException where another process has it, or it cannot be written
     */
    public static DataDirectory take(Path folder) {
        try {
            Path path = Files.createDirectories(folder).toRealPath();
            FileChannel channel = open(path.resolve(LOCK));
            if (lock(channel) == null) {
                channel.close();
                throw new UserFaultException("the data folder " + path
                        + " is in use by another dupcheck; stop that one, or name another folder with --data");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it already
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
