package org.dupcheck.gateway.cache;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseUnavailableException;
import org.dupcheck.runtime.database.SchemaState;
import org.dupcheck.runtime.health.Health;

/** Counts the reads of another database, does something between a read and its result, and fails when told to. */
final class WatchedDatabase implements Database {
    final AtomicInteger reads = new AtomicInteger();
    private final Database database;
    private final AtomicReference<Runnable> afterRead = new AtomicReference<>(() -> {});
    private volatile boolean failing;
    private volatile String failingThreads = "no thread";

    WatchedDatabase(Database database) {
        this.database = database;
    }

    /** Done once, when the next read has its rows. */
    void afterNextRead(Runnable work) {
        afterRead.set(work);
    }

    void fail(boolean fails) {
        failing = fails;
    }

    /** @param threads the beginning of their names */
    void failOn(String threads) {
        failingThreads = threads;
    }

    @Override
    public <T> T read(Work<T> work) {
        reads.incrementAndGet();
        if (failing || Thread.currentThread().getName().startsWith(failingThreads)) {
            throw new DatabaseUnavailableException("on purpose", new SQLException());
        }
        T result = database.read(work);
        afterRead.getAndSet(() -> {}).run();
        return result;
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        return database.inTransaction(work);
    }

    @Override
    public void migrate(String schema, String location) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SchemaState schemaState(String schema, String location) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void start() {}

    @Override
    public Health health() {
        return database.health();
    }

    @Override
    public void close() {}
}
