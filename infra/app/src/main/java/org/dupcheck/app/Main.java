package org.dupcheck.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.dupcheck.app.command.DupcheckCommand;
import org.dupcheck.app.node.StopSignals;

/** The one runnable class: listens to signals, parses the command line, runs the command, and exits with its status. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        StopSignals signals = StopSignals.listen();
        // the console of a container may have no locale; what is printed has Chinese in it all the same
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(DupcheckCommand.run(out, err, System.getenv(), signals, arguments));
    }
}
