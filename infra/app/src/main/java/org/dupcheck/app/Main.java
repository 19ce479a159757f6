package org.dupcheck.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.dupcheck.app.command.DupcheckCommand;

/** The one runnable class: parses the command line, runs the command, and exits with its status. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // the console of a container may have no locale; what is printed has Chinese in it all the same
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(DupcheckCommand.run(out, err, System.getenv(), arguments));
    }
}
