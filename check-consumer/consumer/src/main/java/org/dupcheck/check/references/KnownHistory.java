package org.dupcheck.check.references;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which history the corpus versions of the index are of: the random tokens that the database gave to the last versions the
 * index has been brought to. After a database was put back the same versions have other tokens. Thread-safe.
 */
final class KnownHistory {
    /** Versions remembered, the newest ones. */
    static final int MAX_VERSIONS = 4_096;

    private static final Pattern LINE = Pattern.compile("([0-9]{1,19}) ([0-9a-f-]{36})");

    private final Map<Long, String> tokens = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MAX_VERSIONS;
        }
    };

    synchronized void put(long version, @Nullable String token) {
        if (token != null) {
            tokens.put(version, token);
        }
    }

    /** Null where the version is none that is remembered. */
    synchronized @Nullable String token(long version) {
        return tokens.get(version);
    }

    /**
     * Whether that version is of this history. Version 0, in which there is nothing, is of every history. A database that has
     * no token for a version (a dump without this table) cannot be told from another one until its next change.
     */
    boolean holds(long version, @Nullable String token) {
        return version == 0 || Objects.equals(token, token(version));
    }

    synchronized void clear() {
        tokens.clear();
    }

    /** Adds what was kept in a file. What is not as it was written is left out: versions without a token are of no history. */
    synchronized void load(Path file) {
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            for (String line : lines) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    tokens.put(Long.parseLong(matcher.group(1)), matcher.group(2));
                }
            }
        } catch (IOException | NumberFormatException e) {
            tokens.clear();
        }
    }

    /** Puts the file in place at once. */
    synchronized void save(Path file) {
        List<String> lines = new ArrayList<>();
        tokens.forEach((version, token) -> lines.add(version + " " + token));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, lines);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
