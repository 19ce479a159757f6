package org.dupcheck.app.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.runtime.failure.Reason;

/**
 * Where a running node is reached; kept in the file {@value #FILE} of its data folder while it runs.
 *
 * @param http the URL of the gateway, or of health and metrics where the node has no gateway
 * @param management the URL of health and metrics on a listener of their own
 * @param kafka bootstrap servers
 * @param databaseUrl a JDBC URL with user and password, for which reason only the owner may read the file
 */
public record Endpoints(String http, String management, String kafka, String databaseUrl) {
    public static final String FILE = "endpoints.json";

    /** Writes the file at once as a whole: who sees it sees all of it. */
    public void write(Path folder) {
        Path fresh = folder.resolve(FILE + ".new");
        try {
            Files.deleteIfExists(fresh);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(fresh, new JsonCodec().write(this));
            Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the file; empty where no node has written one.
     *
     * @throws UserFaultException where it cannot be read
     */
    public static Optional<Endpoints> read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Optional.of(new JsonCodec().read(Files.readAllBytes(file), Endpoints.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | InvalidMessageException e) {
            throw new UserFaultException(file + " cannot be read: " + Reason.of(e), e);
        }
    }

    /** Takes the file away, when a node starts or has stopped. */
    public static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
