package org.dupcheck.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to run PostgreSQL.
 *
 * @param directory where data, log and password are kept; null for a temporary directory that goes with the process
 * @param port the port on 127.0.0.1; 0 for a free one, which then stays the same for the life of the object, and
 *     after it too on the same directory, if it is free
 * @param fsync whether a commit waits for the disk. Off, a commit survives SIGKILL of the server (the operating system
 *     has the data) but not a power cut
 * @param parameters further server parameters, by name; they win over the ones set here
 */
public record PostgresSettings(@Nullable Path directory, int port, boolean fsync, Map<String, String> parameters) {
    public PostgresSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not in 0 to 65535");
        }
        parameters = Map.copyOf(parameters);
    }

    /** Data that lasts: kept in the directory, fsync on, a free port. */
    public static PostgresSettings durable(Path directory) {
        return new PostgresSettings(directory, 0, true, Map.of());
    }

    /** Data that goes with the process: a temporary directory, fsync off, a free port. */
    public static PostgresSettings temporary() {
        return new PostgresSettings(null, 0, false, Map.of());
    }

    public PostgresSettings withPort(int newPort) {
        return new PostgresSettings(directory, newPort, fsync, parameters);
    }

    public PostgresSettings withParameters(Map<String, String> newParameters) {
        return new PostgresSettings(directory, port, fsync, newParameters);
    }
}
