package org.dupcheck.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;
import org.dupcheck.app.node.StopSignals;

/** A command line within a test: what it prints is kept, and its serve is stopped by hand. */
final class Terminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StopSignals signals = StopSignals.byHand();
    private final CommandContext context;

    Terminal() {
        this(Map.of(), 0);
    }

    /** @param columns 0 for no terminal */
    Terminal(Map<String, String> environment, int columns) {
        context = new CommandContext(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                environment,
                columns,
                Clock.systemUTC(),
                signals);
    }

    int run(String... arguments) {
        return DupcheckCommand.commandLine(context).execute(arguments);
    }

    void stop() {
        signals.raise();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
