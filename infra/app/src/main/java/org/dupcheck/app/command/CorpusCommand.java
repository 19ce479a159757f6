package org.dupcheck.app.command;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.store.references.ReferenceViews;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The reference set: loading files into it, and its figures. */
@Command(
        name = "corpus",
        description =
                "Load, list, show, remove and reconcile reference documents, or show the reference set's figures.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CorpusLoadCommand.class,
            CorpusListCommand.class,
            CorpusShowCommand.class,
            CorpusRemoveCommand.class,
            CorpusReconcileCommand.class,
            CorpusRewindCommand.class,
            CorpusCommand.Stats.class
        })
final class CorpusCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "corpus needs a command: load, list, show, remove, reconcile, rewind or stats");
    }

    /** Prints the reference set's figures. */
    @Command(name = "stats", description = "Show how many reference documents there are, by type.", sortOptions = false)
    static final class Stats implements Callable<Integer> {
        private final CommandContext context;

        @Mixin
        private GatewayOption gateway = new GatewayOption();

        Stats(CommandContext context) {
            this.context = context;
        }

        @Override
        public Integer call() {
            ReferenceViews.Counts set = gateway.api(context).referenceSet();
            Table table = new Table("type", ">documents");
            set.counts().forEach((type, count) -> table.row(type, grouped(count)));
            table.row("all", grouped(set.total()));
            table.lines(context.width()).forEach(context.out()::println);
            context.out().println("corpus version " + set.corpusVersion());
            return DupcheckCommand.DONE;
        }
    }

    /** As in "1 document" and "1,037 documents". */
    static String documents(long number) {
        return grouped(number) + (number == 1 ? " document" : " documents");
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
