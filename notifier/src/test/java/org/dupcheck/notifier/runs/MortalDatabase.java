package org.dupcheck.notifier.runs;

import org.dupcheck.notifier.runs.Faults.Point;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.SchemaState;
import org.dupcheck.runtime.health.Health;

/** A real database, as a process sees it that may die before, within and after each transaction. */
record MortalDatabase(Database database, Faults faults) implements Database {
    @Override
    public <T> T inTransaction(Work<T> work) {
        faults.at(Point.BEFORE_TRANSACTION);
        T result = database.inTransaction(session -> {
            T done = work.run(session);
            faults.at(Point.BEFORE_COMMIT);
            return done;
        });
        faults.at(Point.AFTER_COMMIT);
        return result;
    }

    @Override
    public <T> T read(Work<T> work) {
        return database.read(work);
    }

    @Override
    public void migrate(String schema, String location) {
        database.migrate(schema, location);
    }

    @Override
    public SchemaState schemaState(String schema, String location) {
        return database.schemaState(schema, location);
    }

    @Override
    public void start() {
        database.start();
    }

    @Override
    public Health health() {
        return database.health();
    }

    @Override
    public void close() {
        // the test's
    }
}
