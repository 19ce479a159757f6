package org.dupcheck.app.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dupcheck.app.node.DatabaseRefusal;
import org.dupcheck.app.node.Endpoints;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.check.Replay;
import org.dupcheck.check.ReplayRefusedException;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Schema;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a stored verdict once more and compares. */
@Command(
        name = "replay",
        description = {
            "Make a stored verdict once more and compare the two byte for byte: of the text that was submitted, against the"
                    + " reference set at the verdict's corpus version, with the statistics and the policy that it names. Its time"
                    + " and its reason are taken over from the stored one.",
            "It talks to the database that the settings name, or to that of a running serve of the data folder, and writes"
                    + " nothing. It builds the reference set of then in memory, as a node does that starts."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:the same, byte for byte",
            "1:something differs, or the database cannot be read",
            "3:it cannot be made once more; the error output says what is missing and why"
        },
        sortOptions = false)
final class ReplayCommand implements Callable<Integer> {
    /** Something that the verdict rests on is not there. */
    static final int REFUSED = 3;

    private final CommandContext context;

    @Parameters(paramLabel = "VERDICT", description = "The verdict's id.")
    private String verdictId = "";

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of a running serve (default: data).")
    private @Nullable String data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The settings of the nodes that check, key=value: some decide what a verdict says.")
    private @Nullable Path config;

    ReplayCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        NodeSettings settings = ServeCommand.settings(config, null, null, data, context.environment());
        String url = settings.hasOutsideDatabase()
                ? settings.databaseUrl()
                : Endpoints.read(settings.dataDirectory())
                        .map(Endpoints::databaseUrl)
                        .orElseThrow(() -> new UserFaultException("nothing runs in " + settings.dataDirectory()
                                + " (there is no endpoints.json); start './dupcheck serve', or name the database"
                                + " (DUPCHECK_DATABASE_URL)"));
        try (Database database = Database.open(settings.database(url).withPoolSize(1), new SimpleMeterRegistry())) {
            requireOurTables(database);
            return print(new Replay(database, settings.check(), context.clock()).run(verdictId));
        } catch (ReplayRefusedException e) {
            context.err().println("dupcheck: " + e.reason() + ": " + e.getMessage());
            return REFUSED;
        } catch (DatabaseException e) {
            throw new UserFaultException(DatabaseRefusal.explain(e), e);
        } catch (RetryLaterException e) {
            throw new UserFaultException("the database cannot be used: " + e.getMessage(), e);
        }
    }

    private static void requireOurTables(Database database) {
        if (!database.schemaState(Schema.NAME, Schema.MIGRATIONS).upToDate()) {
            throw new UserFaultException(
                    "the tables are not those of this dupcheck; './dupcheck doctor' says what to do");
        }
    }

    private int print(Replay.Outcome outcome) {
        if (outcome.same()) {
            context.out()
                    .println("verdict " + verdictId + " comes out the same, "
                            + CorpusCommand.grouped(outcome.stored().getBytes(StandardCharsets.UTF_8).length)
                            + " bytes; createdAt and reason are taken over");
            return DupcheckCommand.DONE;
        }
        context.out().println("verdict " + verdictId + " does not come out the same:");
        outcome.differences().forEach(difference -> context.out().println("  " + difference));
        return DupcheckCommand.FAILED;
    }
}
