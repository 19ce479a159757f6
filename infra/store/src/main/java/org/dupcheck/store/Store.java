package org.dupcheck.store;

import java.util.function.Consumer;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.sql.SqlFailure;

/**
 * The tables of one database. Roles and gateway reach them through here and know neither SQL nor the driver. Thread-safe;
 * the database stays the caller's to close.
 */
public final class Store {
    private final Database database;

    private Store(Database database) {
        this.database = database;
    }

    /** Opens nothing. */
    public static Store on(Database database) {
        return new Store(database);
    }

    /** Runs the work in one transaction. Throws as {@link Database#inTransaction} does. */
    public <T> T inTransaction(Work<T> work) {
        return database.inTransaction(session -> run(work, new Sql(session)));
    }

    /** As {@link #inTransaction}, for work without a result. */
    public void run(Consumer<Tables> work) {
        var unused = inTransaction(tables -> {
            work.accept(tables);
            return true;
        });
    }

    /** Runs work that only reads, every statement a transaction of its own. Throws as {@link Database#read} does. */
    public <T> T read(Work<T> work) {
        return database.read(session -> run(work, new Sql(session)));
    }

    /** Runs work of a single statement, which is a transaction of its own; else as {@link #run}. */
    public void single(Consumer<Tables> work) {
        var unused = read(tables -> {
            work.accept(tables);
            return true;
        });
    }

    private static <T> T run(Work<T> work, Sql sql) throws java.sql.SQLException {
        try {
            return work.run(new Tables(sql));
        } catch (SqlFailure e) {
            throw e.failure();
        }
    }

    /** What happens within a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Tables tables);
    }
}
