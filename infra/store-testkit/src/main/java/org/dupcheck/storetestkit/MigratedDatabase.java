package org.dupcheck.storetestkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.store.Schema;

/** Databases with all tables in them, and no rows but those of the migrations. */
public final class MigratedDatabase {
    /** Ten connections that are opened at once take more than the second of a node, on a machine that does other things. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private MigratedDatabase() {}

    /** Opens one of its own, on a server that nobody kills: whoever needs a connection waits long for it. To be closed. */
    public static Database open(PostgresService postgres) {
        return connect(url(postgres));
    }

    /** Opens one of its own as a node does, on a server that the test kills: whoever needs a connection soon gives up. */
    public static Database openAsNode(PostgresService postgres) {
        return Database.open(settings(url(postgres)), new SimpleMeterRegistry());
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

    /** Opens the database at that URL, as {@link #open} does. To be closed. */
    public static Database connect(String jdbcUrl) {
        return Database.open(settings(jdbcUrl).withConnectionTimeout(PATIENCE), new SimpleMeterRegistry());
    }

    private static DatabaseSettings settings(String jdbcUrl) {
        return DatabaseSettings.of(jdbcUrl, Schema.NAME);
    }
}
