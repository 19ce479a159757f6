package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dupcheck.app.demo.Demo;
import org.dupcheck.app.node.FreshFolder;
import org.dupcheck.app.node.StopSignals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows that everything works, on this very machine. */
@Command(
        name = "demo",
        description = {
            "Show the whole way of a submission on a real embedded Kafka and PostgreSQL.",
            "Texts are made up on the spot. The exit status is 1 if anything does not come out as it must."
        },
        sortOptions = false)
final class DemoCommand implements Callable<Integer> {
    private final CommandContext context;

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "20261121",
            description = "Of the texts (default: ${DEFAULT-VALUE}).")
    private long seed;

    DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("dupcheck-demo-");
        Logging.toFile(folder, "OFF");
        StopSignals signals = context.signals().get();
        boolean good = false;
        try {
            good = signals.interruptibly(
                    () -> new Demo(seed, context.out(), context.width(), context.clock()).run(folder, keep, signals));
            return good ? DupcheckCommand.DONE : DupcheckCommand.FAILED;
        } catch (RuntimeException e) {
            if (!signals.isRaised()) {
                throw e;
            }
            context.err().println("dupcheck: the demo was stopped before its end");
            return DupcheckCommand.STOPPED;
        } finally {
            if (good || signals.isRaised()) {
                FreshFolder.delete(folder);
            } else {
                context.err().println("dupcheck: the log is in " + folder.resolve("logs"));
            }
        }
    }
}
