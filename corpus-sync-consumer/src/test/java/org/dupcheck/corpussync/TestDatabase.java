package org.dupcheck.corpussync;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.schema.Schema;

/** To be replaced by the testkit. */
final class TestDatabase {
    private TestDatabase() {}

    static Database fresh() {
        String url = System.getenv("DUPCHECK_TEST_PG");
        Database database = Database.open(DatabaseSettings.of(url, Schema.NAME), new SimpleMeterRegistry());
        database.inTransaction(session -> session.update("drop schema if exists dupcheck cascade"));
        database.migrate(Schema.NAME, Schema.MIGRATIONS);
        return database;
    }
}
