package org.dupcheck.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user that PostgreSQL runs as. It refuses root, so under root a prefix turns the command into another user's:
 *
 * <ol>
 *   <li>{@code setpriv} (util-linux) or {@code chroot --userspec} (coreutils) with the number of a user that exists
 *       anyway, who then owns the data; both need neither PAM nor a login shell, and exec the server in their place;
 *   <li>where that user cannot reach the data or the programs (they lie under /root, say) or root may not change users,
 *       a user namespace ({@code unshare --user}), in which root itself goes by another number.
 * </ol>
 *
 * <p>Each is tried before it is chosen.
 */
record RunAs(List<String> prefix) {
    private static final String PROBE = "test \"$(id -u)\" -ne 0 && test -x \"$1\" && test -w \"$2\"";

    /** A line of /etc/passwd, as far as it matters. */
    private record User(int uid, int gid) {}

    /** How to run programs that work in {@code directory}; gives the directory to the user they will run as. */
    static RunAs workingIn(Path directory, Path program) {
        if (!isRoot()) {
            return new RunAs(List.of());
        }
        User user = user(directory);
        own(directory, user);
        List<List<String>> asOther = List.of(
                List.of("setpriv", "--reuid=" + user.uid, "--regid=" + user.gid, "--clear-groups"),
                List.of("chroot", "--groups=", "--userspec=" + user.uid + ":" + user.gid, "/"));
        List<String> refusals = new ArrayList<>();
        for (List<String> prefix : asOther) {
            if (works(prefix, directory, program, refusals)) {
                return new RunAs(prefix);
            }
        }
        own(directory, new User(0, 0));
        List<String> namespace = List.of("unshare", "--user", "--map-user=" + user.uid, "--map-group=" + user.gid);
        if (works(namespace, directory, program, refusals)) {
            return new RunAs(namespace);
        }
        throw new LaunchException("PostgreSQL does not run as root, and there is no way to run it as another user with"
                + " its data in " + directory + ":\n" + String.join("\n", refusals)
                + "\nRun as another user, or put the data where others may pass.");
    }

    List<String> command(List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        return line;
    }

    static boolean isRoot() {
        return Shell.run(List.of("id", "-u")).output().strip().equals("0");
    }

    private static boolean works(List<String> prefix, Path directory, Path program, List<String> refusals) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of("/bin/sh", "-c", PROBE, "probe", program.toString(), directory.toString()));
        Shell.Result result = Shell.run(line);
        if (!result.ok()) {
            refusals.add("  " + String.join(" ", prefix) + ": status " + result.status() + " "
                    + result.output().strip());
        }
        return result.ok();
    }

    /** Whose the data is already, else nobody, else the first other user there is (initdb wants one with a name). */
    private static User user(Path directory) {
        User owner = owner(directory);
        if (owner != null && owner.uid != 0) {
            return owner;
        }
        User first = null;
        try {
            for (String line : Files.readAllLines(Path.of("/etc/passwd"), StandardCharsets.ISO_8859_1)) {
                String[] fields = line.split(":", -1);
                if (fields.length > 3 && fields[2].matches("[1-9][0-9]{0,8}") && fields[3].matches("[0-9]{1,9}")) {
                    User user = new User(Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
                    if (fields[0].equals("nobody")) {
                        return user;
                    }
                    first = first == null ? user : first;
                }
            }
        } catch (IOException e) {
            throw new LaunchException("cannot look for a user to run PostgreSQL as", e);
        }
        return first == null ? new User(65_534, 65_534) : first;
    }

    private static @Nullable User owner(Path path) {
        try {
            int uid = (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            int gid = (Integer) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
            return new User(uid, gid);
        } catch (IOException e) {
            throw new LaunchException("cannot read the owner of " + path, e);
        }
    }

    private static void own(Path root, User user) {
        if (user.equals(owner(root))) {
            return;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    return give(file);
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    return give(directory);
                }

                private FileVisitResult give(Path path) throws IOException {
                    Files.setAttribute(path, "unix:gid", user.gid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(path, "unix:uid", user.uid, LinkOption.NOFOLLOW_LINKS);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new LaunchException("cannot give " + root + " to user " + user.uid, e);
        }
    }
}
