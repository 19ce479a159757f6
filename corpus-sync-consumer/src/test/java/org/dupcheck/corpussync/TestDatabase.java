package org.dupcheck.corpussync;

import org.dupcheck.runtime.database.Database;

/** Databases with the tables of the contract. */
final class TestDatabase {
    private TestDatabase() {}

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
