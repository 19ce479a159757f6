package org.dupcheck.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;

/** Databases with all tables in them, and no rows but those of the migrations. Also for the roles' tests. */
public final class MigratedDatabase {
    private MigratedDatabase() {}

    /** Of those of one server, only the first is migrated; the others are copies of it. To be closed. */
    public static Database open(PostgresService postgres) {
        return connect(postgres.copyOf("migrated", MigratedDatabase::migrate));
    }

    private static void migrate(String jdbcUrl) {
        try (Database database = connect(jdbcUrl)) {
            database.migrate(Schema.NAME, Schema.MIGRATIONS);
        }
    }

    private static Database connect(String jdbcUrl) {
        return Database.open(DatabaseSettings.of(jdbcUrl, Schema.NAME), new SimpleMeterRegistry());
    }
}
