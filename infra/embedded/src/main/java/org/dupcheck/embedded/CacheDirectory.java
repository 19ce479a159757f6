package org.dupcheck.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * What is worth keeping from one JVM to the next. By default {@code dupcheck-cache-USER} in the directory for temporary
 * files, which, unlike a home directory, another user can pass through (under root PostgreSQL runs as one); the system
 * property {@value #PROPERTY} names another place.
 */
final class CacheDirectory {
    static final String PROPERTY = "dupcheck.embedded.cache";

    private CacheDirectory() {}

    static Path path() {
        try {
            return find();
        } catch (IOException e) {
            throw new LaunchException("there is no place to keep unpacked programs; name one with -D" + PROPERTY, e);
        }
    }

    private static Path find() throws IOException {
        String given = System.getProperty(PROPERTY);
        if (given != null) {
            return Files.createDirectories(Path.of(given)).toRealPath();
        }
        return in(Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Path in(Path parent) throws IOException {
        Path path = parent.toRealPath().resolve(name());
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            createdByUs(path);
        }
        if (!isOurs(path)) {
            // programs are run from here, so a directory that somebody else could have made or changed will not do
            throw new LaunchException(path + " belongs to somebody else or others may write in it: remove it, or name"
                    + " another directory with -D" + PROPERTY);
        }
        return path;
    }

    private static String name() {
        return "dupcheck-cache-" + System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static void createdByUs(Path path) throws IOException {
        try {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Directories.permit(path, "rwxr-xr-x"); // whatever the umask
        } catch (FileAlreadyExistsException e) {
            // another JVM was faster; whose it is, is asked next
        }
    }

    private static boolean isOurs(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Path probe = Files.createTempFile(path, "probe", null);
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return Files.getOwner(path).equals(Files.getOwner(probe))
                    && !permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    && !permissions.contains(PosixFilePermission.GROUP_WRITE);
        } finally {
            Files.delete(probe);
        }
    }
}
