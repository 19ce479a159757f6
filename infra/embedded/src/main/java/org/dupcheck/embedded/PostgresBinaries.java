package org.dupcheck.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once per machine, user and archive.
 *
 * <p>Several JVMs may come at once: each unpacks to a directory of its own and moves that to its final name; the first
 * one wins, and what is there under the final name is whole.
 */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The directory with {@code bin/postgres} in it. */
    static Path unpackedIn(Path cache) {
        String archive = archiveName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            Path target = cache.resolve("postgresql-" + checksum(archive));
            if (!Files.isExecutable(target.resolve("bin/postgres"))) {
                unpack(archive, target);
            }
            return target;
        } catch (IOException e) {
            throw new LaunchException("cannot unpack " + archive, e);
        }
    }

    static String archiveName(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String machine = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> throw new LaunchException("there are no PostgreSQL binaries for " + osArch);
        };
        return "/postgres-" + system + "-" + machine + ".txz";
    }

    private static InputStream open(String archive) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream(archive);
        if (in == null) {
            throw new LaunchException(archive.substring(1) + " is not on the class path: add the artifact of"
                    + " io.zonky.test.postgres for this system and machine");
        }
        return new BufferedInputStream(in, 1 << 16);
    }

    private static String checksum(String archive) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new LaunchException("every JVM has SHA-256", e);
        }
    }

    private static void unpack(String archive, Path target) throws IOException {
        Path fresh = Files.createTempDirectory(target.getParent(), "unpacking-");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(open(archive)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                write(entry, tar, fresh);
                entry = tar.getNextEntry();
            }
            // world-readable: under root the server runs as another user
            Directories.permit(fresh, "rwxr-xr-x");
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isExecutable(target.resolve("bin/postgres"))) {
                throw e;
            }
            // another JVM was faster
        } finally {
            Directories.deleteQuietly(fresh);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException(entry.getName() + " lies outside the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            boolean executable = (entry.getMode() & 0100) != 0;
            Directories.permit(path, executable ? "rwxr-xr-x" : "rw-r--r--");
        }
    }
}
