package org.dupcheck.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import org.dupcheck.app.node.StopSignals;

/**
 * What a command is given by the process it runs in.
 *
 * @param columns of the terminal; 0 where the output is no terminal
 * @param signals by which the process is told to stop
 */
record CommandContext(
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        int columns,
        Clock clock,
        StopSignals signals) {
    /** The system property by which the launcher says how wide the terminal is. */
    static final String COLUMNS = "dupcheck.terminal.columns";

    private static final int COLUMNS_OF_A_FILE = 120;

    boolean isTerminal() {
        return columns > 0;
    }

    /** How wide to print. */
    int width() {
        return columns > 0 ? columns : COLUMNS_OF_A_FILE;
    }
}
