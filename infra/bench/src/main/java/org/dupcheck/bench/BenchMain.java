package org.dupcheck.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.bench.deliveries.DeliveriesCommand;
import org.dupcheck.bench.detect.DetectCommand;
import org.dupcheck.bench.engine.CancelCommand;
import org.dupcheck.bench.engine.EngineCommand;
import org.dupcheck.bench.engine.JmhCommand;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.open.OpenCommand;
import org.dupcheck.bench.pages.PagesCommand;
import org.dupcheck.bench.pages.PeopleCommand;
import org.dupcheck.bench.pipeline.PipelineCommand;
import org.dupcheck.bench.quality.QualityCommand;
import org.dupcheck.bench.reads.ReadsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./dupcheck bench NAME …}: exit status 0 if measured, 1 if that failed, 2 for a wrong command line. */
@Command(
        name = "./dupcheck bench",
        mixinStandardHelpOptions = true,
        description = "Measures dupcheck.",
        subcommands = {
            DetectCommand.class,
            QualityCommand.class,
            EngineCommand.class,
            JmhCommand.class,
            CancelCommand.class,
            PipelineCommand.class,
            OpenCommand.class,
            DeliveriesCommand.class,
            ReadsCommand.class,
            PagesCommand.class,
            PeopleCommand.class
        })
public final class BenchMain implements Runnable {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    /** Made by picocli as well. */
    @SuppressWarnings("NullAway.Init") // picocli sets spec before anything reads it
    BenchMain() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "name what to measure");
    }

    public static void main(String[] arguments) {
        // the console of a container may have no locale; what is printed has Chinese in it all the same
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new BenchMain())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (failure instanceof BenchException || failure instanceof UserFaultException) {
                        err.println("dupcheck bench: " + failure.getMessage());
                    } else {
                        failure.printStackTrace(err);
                    }
                    return FAILED;
                })
                .execute(arguments);
    }
}
