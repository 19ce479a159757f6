package org.dupcheck.runtime.database;

import java.time.Duration;
import java.util.regex.Pattern;
import org.dupcheck.runtime.settings.Require;

/**
 * Which database, and the bounds of the pool on it.
 *
 * @param url {@code jdbc:postgresql://host:port/database} or {@code postgresql://user:password@host:port/database},
 *     either with {@code ?name=value} parameters of the driver
 * @param user empty where the URL names the user
 * @param password empty where the URL has it or none is needed
 * @param schema every connection's search_path: lower-case letters, digits and underscores
 * @param poolSize connections at most, 1 to 1,000; all but two are given back when nobody has needed them for a minute
 * @param connectionTimeout how long work waits for a connection before the database counts as away, at least 250 ms
 * @param statementTimeout after which the server gives up a statement, and a transaction in which nothing happens; at
 *     least 1 s. A server that is silent for 5 s more than that (it hangs) loses its connection. Migrations are not bound
 *     by it. The server learns it, as it learns the schema, by parameters of the connection ({@code options}); a PgBouncer
 *     in between has to let them through ({@code ignore_startup_parameters = options,search_path} drops them: then set
 *     both for the user in PostgreSQL)
 * @param applicationName what pg_stat_activity shows
 */
public record DatabaseSettings(
        String url,
        String user,
        String password,
        String schema,
        int poolSize,
        Duration connectionTimeout,
        Duration statementTimeout,
        String applicationName) {
    public static final int DEFAULT_POOL_SIZE = 10;
    public static final Duration DEFAULT_CONNECTION_TIMEOUT = Duration.ofSeconds(1);
    public static final Duration DEFAULT_STATEMENT_TIMEOUT = Duration.ofSeconds(30);
    public static final String DEFAULT_APPLICATION_NAME = "dupcheck";

    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public DatabaseSettings {
        JdbcUrl.parse(url, user, password);
        Require.that(SCHEMA.matcher(schema).matches(), "schema: lower-case letters, digits and underscores expected");
        Require.that(poolSize >= 1 && poolSize <= 1_000, "poolSize: 1 to 1,000 expected, not " + poolSize);
        Require.that(connectionTimeout.toMillis() >= 250, "connectionTimeout: at least 250 ms expected");
        Require.that(statementTimeout.toSeconds() >= 1, "statementTimeout: at least 1 s expected");
    }

    /** The defaults for everything but where the database is. */
    public static DatabaseSettings of(String url, String schema) {
        return new DatabaseSettings(
                url,
                "",
                "",
                schema,
                DEFAULT_POOL_SIZE,
                DEFAULT_CONNECTION_TIMEOUT,
                DEFAULT_STATEMENT_TIMEOUT,
                DEFAULT_APPLICATION_NAME);
    }

    public DatabaseSettings withPoolSize(int size) {
        return new DatabaseSettings(
                url, user, password, schema, size, connectionTimeout, statementTimeout, applicationName);
    }

    public DatabaseSettings withConnectionTimeout(Duration timeout) {
        return new DatabaseSettings(url, user, password, schema, poolSize, timeout, statementTimeout, applicationName);
    }

    /** Names host and database, never the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + JdbcUrl.parse(url, user, password).address() + ", schema=" + schema + ", poolSize="
                + poolSize + "]";
    }
}
