package org.dupcheck.app.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.function.Function;
import org.dupcheck.app.node.DatabaseRefusal;
import org.dupcheck.app.node.Endpoints;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database a command works on: the one that the settings name, or that of a running serve. */
final class DatabaseOption {
    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of a running serve (default: data).")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The nodes' settings, key=value: the database, and for replay what decides what a verdict says.")
    private @Nullable Path config;

    /** The nodes' settings, as far as they are told here. */
    NodeSettings settings(CommandContext context) {
        return ServeCommand.settings(config, null, null, data, context.environment());
    }

    /**
     * Works with the database, on one connection.
     *
     * @param creates whether the tables are made where there are none
     * @throws UserFaultException where it cannot be used, or its tables are not ours
     */
    <T> T with(NodeSettings settings, boolean creates, Function<Database, T> work) {
        String url = settings.hasOutsideDatabase()
                ? settings.databaseUrl()
                : Endpoints.read(settings.dataDirectory())
                        .map(Endpoints::databaseUrl)
                        .orElseThrow(() -> new UserFaultException("nothing runs in " + settings.dataDirectory()
                                + " (there is no endpoints.json); start './dupcheck serve', or name the database"
                                + " (DUPCHECK_DATABASE_URL)"));
        try (Database database = Database.open(settings.database(url).withPoolSize(1), new SimpleMeterRegistry())) {
            requireOurTables(database, creates);
            return work.apply(database);
        } catch (DatabaseException e) {
            throw new UserFaultException(DatabaseRefusal.explain(e), e);
        } catch (RetryLaterException e) {
            throw new UserFaultException("the database cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireOurTables(Database database, boolean creates) {
        var state = database.schemaState(Schema.NAME, Schema.MIGRATIONS);
        if (creates && state.current().isEmpty()) {
            database.migrate(Schema.NAME, Schema.MIGRATIONS);
        } else if (!state.upToDate()) {
            throw new UserFaultException(
                    "the tables are not those of this dupcheck; './dupcheck doctor' says what to do");
        }
    }
}
