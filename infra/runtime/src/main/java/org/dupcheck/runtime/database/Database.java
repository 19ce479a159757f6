package org.dupcheck.runtime.database;

import org.dupcheck.runtime.health.Component;

/** The pool and the transactions on it. Thread-safe. To be written as a final class: {@code Database.open(DatabaseSettings, MeterRegistry)}. */
public interface Database extends Component {
    /**
     * Runs the work in one READ COMMITTED transaction: commits when it returns, rolls back when it throws.
     *
     * @throws DatabaseException where the database failed; {@link DatabaseUnavailableException} where it is away
     */
    <T> T inTransaction(Work<T> work);

    /** Brings the schema up to date; several nodes may do it at once. */
    void migrate(String schema, String location);

    /** What happens within a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Session session) throws java.sql.SQLException;
    }
}
