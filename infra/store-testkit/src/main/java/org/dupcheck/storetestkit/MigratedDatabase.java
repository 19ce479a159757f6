package org.dupcheck.storetestkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.store.Schema;

/** Databases with all tables in them, and no rows but those of the migrations. */
public final class MigratedDatabase {
    private MigratedDatabase() {}

    /** Opens one of its own. To be closed. */
    public static Database open(PostgresService postgres) {
        return connect(url(postgres));
    }

    /** Makes one and returns its URL. Of those of one server, only the first is migrated; the others are copies of it. */
    public static String url(PostgresService postgres) {
        return postgres.copyOf("migrated", MigratedDatabase::migrate);
    }

    private static void migrate(String jdbcUrl) {
        try (Database database = connect(jdbcUrl)) {
            database.migrate(Schema.NAME, Schema.MIGRATIONS);
        }
    }

    /** Opens the database at that URL. To be closed. */
    public static Database connect(String jdbcUrl) {
        return Database.open(DatabaseSettings.of(jdbcUrl, Schema.NAME), new SimpleMeterRegistry());
    }
}
