package org.dupcheck.corpussync;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.store.Schema;

/** Databases with the tables of the contract. */
final class TestDatabase {
    private TestDatabase() {}

    static Database migrated(PostgresService postgres) {
        Database database =
                Database.open(DatabaseSettings.of(postgres.newDatabase(), Schema.NAME), new SimpleMeterRegistry());
        database.migrate(Schema.NAME, Schema.MIGRATIONS);
        return database;
    }

    static void emptyTheReferenceSet(Database database) {
        database.inTransaction(session -> {
            session.update("truncate reference_document, reference_text, reference_span");
            return session.update("update corpus_state set version = 0");
        });
    }

    static long version(Database database) {
        return database.read(session -> session.queryOne("select version from corpus_state", row -> row.getLong(1)))
                .orElseThrow();
    }
}
