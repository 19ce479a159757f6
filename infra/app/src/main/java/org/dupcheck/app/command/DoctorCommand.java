package org.dupcheck.app.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dupcheck.app.doctor.Doctor;
import org.dupcheck.app.doctor.Finding;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.app.terminal.TextWidth;
import org.dupcheck.runtime.settings.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what is wrong and what to do, and prints the settings. */
@Command(
        name = "doctor",
        description = {
            "Say what is wrong and what to do, and print all settings.",
            "Looks at Java, memory, disk, the port, Kafka with its topics, the database with its tables, and the clocks,"
                    + " those that the settings name or that a running serve of the data folder uses. The exit status is"
                    + " 1 if anything is wrong."
        },
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
    private static final int SUBJECT = 10;

    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "HTTP port to look at (default: that of the node that runs in the data folder, or 8080).")
    private @Nullable Integer port;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder to look at (default: data).")
    private @Nullable String data;

    @Option(names = "--config", paramLabel = "FILE", description = "Further settings, key=value.")
    private @Nullable Path config;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Options.port(spec, "--port", port);
        NodeSettings settings = ServeCommand.settings(config, null, port, data, context.environment());
        List<Finding> findings = new Doctor(settings, port != null, context.clock()).examine();
        PrintWriter out = context.out();
        findings.forEach(finding -> print(finding, out));
        out.println();
        out.println("Settings (in a file for --config, or as environment variables: DUPCHECK_CHECK_WORKERS for"
                + " dupcheck.check.workers)");
        settings.describe().forEach(line -> print(line, out));
        long wrong = findings.stream().filter(Finding::wrong).count();
        out.println();
        out.println(wrong == 0 ? "Nothing is wrong." : wrong + (wrong == 1 ? " thing is" : " things are") + " wrong.");
        return wrong == 0 ? DupcheckCommand.DONE : DupcheckCommand.FAILED;
    }

    private static void print(Finding finding, PrintWriter out) {
        out.println(
                (finding.wrong() ? "✗ " : "✓ ") + TextWidth.pad(finding.subject(), SUBJECT) + "  " + finding.what());
        if (finding.wrong()) {
            out.println("  " + " ".repeat(SUBJECT) + "  → " + finding.remedy());
        }
    }

    private static void print(SettingsReader.Line line, PrintWriter out) {
        String source =
                line.isDefault() ? "" : "   (" + line.source() + "; default: " + shown(line.defaultValue()) + ")";
        out.println("  " + line.key() + " = " + shown(line.value()) + source);
        out.println("      " + (line.unit().isEmpty() ? "" : line.unit() + ": ") + line.description());
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(none)" : value;
    }
}
