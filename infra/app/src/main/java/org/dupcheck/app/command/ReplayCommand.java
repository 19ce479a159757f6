package org.dupcheck.app.command;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.check.replay.Replay;
import org.dupcheck.check.replay.ReplayRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private DatabaseOption database = new DatabaseOption();

    ReplayCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        NodeSettings settings = database.settings(context);
        try {
            return print(database.with(
                    settings,
                    false,
                    opened -> new Replay(opened, settings.check().verdict(), context.clock()).run(verdictId)));
        } catch (ReplayRefusedException e) {
            context.err().println("dupcheck: " + e.reason() + ": " + e.getMessage());
            return REFUSED;
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
