package org.dupcheck.runtime.database;

import io.micrometer.core.instrument.MeterRegistry;
import org.dupcheck.runtime.health.Component;

/**
 * The pool and the transactions on it. Thread-safe.
 *
 * <p>Opening does no I/O, and the pool outlives any outage of the server: while it is away, work fails with
 * {@link DatabaseUnavailableException}; once it is back, the next work succeeds.
 */
public interface Database extends Component {
    /** A pool for the database that the settings name. */
    static Database open(DatabaseSettings settings, MeterRegistry meters) {
        return new PooledDatabase(settings, meters);
    }

    /**
     * Runs the work in one READ COMMITTED transaction: commits when it returns, rolls back when it throws. Where the
     * connection is lost during the commit, the outcome is unknown: work must be written so that it may be repeated.
     *
     * @throws DatabaseException where the database refused or failed; the message names the SQL state, never a value
     * @throws DatabaseUnavailableException where it is away or gave the transaction up: trying again helps
     */
    <T> T inTransaction(Work<T> work);

    /**
     * Runs work that needs no transaction around it, since it only reads or is a single statement: every statement is a
     * transaction of its own, which saves the round trip of the commit.
     * Throws as {@link #inTransaction} does.
     */
    default <T> T read(Work<T> work) {
        return inTransaction(work);
    }

    /**
     * Brings the schema up to date; several nodes may do it at once.
     *
     * @param location Flyway's location of the migrations, such as {@code classpath:db/migration}
     * @throws SchemaException where the schema is newer than the migrations known here, or was altered
     * @throws DatabaseUnavailableException where the database is away
     */
    void migrate(String schema, String location);

    /** What {@link #migrate} would find; changes nothing. Throws as that does, but for what the state can say. */
    SchemaState schemaState(String schema, String location);

    /** What happens within a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws java.sql.SQLException;
    }
}
