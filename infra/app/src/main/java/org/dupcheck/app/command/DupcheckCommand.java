package org.dupcheck.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.dupcheck.app.api.GatewayException;
import org.dupcheck.app.node.StopSignals;
import org.dupcheck.app.node.Version;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.runtime.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The command line. Exit status: 0 done, 1 failed, 2 wrong usage, 130 stopped before the end. */
@Command(
        name = "dupcheck",
        description = "Checks submitted documents against approved ones, asynchronously, over Kafka.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            CorpusCommand.class,
            PolicyCommand.class,
            KeysCommand.class,
            AuditCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        })
public final class DupcheckCommand implements Runnable {
    /** Done. */
    public static final int DONE = 0;

    /** It did not work; the error output says why. */
    public static final int FAILED = 1;

    /** Ctrl-C or the like came before the end, as shells count it. */
    public static final int STOPPED = 130;

    /** The command line makes no sense. */
    public static final int USAGE = 2;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the whole story of an error, and more of what happens.")
    private boolean verbose;

    @SuppressWarnings("unused") // read by picocli
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @SuppressWarnings("unused") // read by picocli
    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    DupcheckCommand() {}

    /**
     * Runs one command line and returns the exit status.
     *
     * @param signals that the process listens to
     */
    public static int run(
            PrintWriter out,
            PrintWriter err,
            Map<String, String> environment,
            StopSignals signals,
            String... arguments) {
        CommandContext context = new CommandContext(
                out, err, environment, Integer.getInteger(CommandContext.COLUMNS, 0), Clock.systemUTC(), signals);
        return commandLine(context).execute(arguments);
    }

    /** The parser; every command gets the context in its constructor. */
    static CommandLine commandLine(CommandContext context) {
        IFactory defaults = CommandLine.defaultFactory();
        CommandLine line = new CommandLine(new DupcheckCommand(), new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                try {
                    return type.getDeclaredConstructor(CommandContext.class).newInstance(context);
                } catch (NoSuchMethodException e) {
                    return defaults.create(type);
                }
            }
        });
        line.setOut(context.out());
        line.setErr(context.err());
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        line.getCommandSpec().versionProvider(() -> new String[] {"dupcheck " + Version.ofThisBuild()});
        line.registerConverter(int.class, text -> wholeNumber(text, Integer::valueOf));
        line.registerConverter(Integer.class, text -> wholeNumber(text, Integer::valueOf));
        line.registerConverter(long.class, text -> wholeNumber(text, Long::valueOf));
        line.setExecutionStrategy(parsed -> execute(parsed, context));
        line.setExecutionExceptionHandler(DupcheckCommand::explain);
        return line;
    }

    private static int execute(ParseResult parsed, CommandContext context) {
        Options.requireNoneBlank(parsed);
        if (isVerbose(parsed) && System.getProperty(Logging.CONSOLE) == null) {
            System.setProperty(Logging.CONSOLE, "DEBUG");
        }
        if (!stopsInOrder(parsed)) {
            context.signals().leave();
            if (context.signals().isRaised()) {
                context.err().println("dupcheck: stopped before it began");
                return STOPPED;
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static boolean stopsInOrder(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.commandSpec().userObject() instanceof StopsInOrder;
    }

    /** Picocli itself says "is not an int". */
    private static <N extends Number> N wholeNumber(String text, Function<String, N> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is not a whole number, or too large");
        }
    }

    private static boolean isVerbose(ParseResult parsed) {
        return parsed.commandSpec().userObject() instanceof DupcheckCommand command && command.verbose;
    }

    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        ParseResult root = parsed;
        err.println("dupcheck: " + message(failure));
        if (isVerbose(root)) {
            failure.printStackTrace(err);
        } else if (!isExpected(failure)) {
            err.println("dupcheck: this should not have happened; --verbose shows where it did");
        }
        return FAILED;
    }

    private static String message(Exception failure) {
        if (failure instanceof InvalidMessageException invalid
                && !invalid.path().isEmpty()) {
            return invalid.path() + ": " + invalid.getMessage();
        }
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            return Reason.withFile(failure);
        }
        return isExpected(failure) ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    /** What the message alone explains. */
    private static boolean isExpected(Exception failure) {
        return failure instanceof UserFaultException
                || failure instanceof SettingsException
                || failure instanceof GatewayException
                || failure instanceof UnreadableDocumentException
                || failure instanceof InvalidMessageException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
