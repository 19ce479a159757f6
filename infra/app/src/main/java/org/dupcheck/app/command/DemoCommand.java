package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.dupcheck.app.demo.Demo;
import org.dupcheck.app.node.FreshFolder;
import org.dupcheck.app.node.StopSignals;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows that everything works, on this very machine. */
@Command(
        name = "demo",
        description = {
            "Show the whole way of a submission on a real embedded Kafka and PostgreSQL.",
            "Texts are made up on the spot. The exit status is 1 if anything does not come out as it must."
        },
        sortOptions = false)
final class DemoCommand implements Callable<Integer>, StopsInOrder {
    /** Seconds. */
    private static final int MAX_PACE = 600;

    private final CommandContext context;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C.")
    private boolean keep;

    @Option(
            names = "--story",
            paramLabel = "NAME",
            description = "Tell one story slowly instead: ${COMPLETION-CANDIDATES}.")
    private @Nullable Story story;

    @Option(
            names = "--pace",
            paramLabel = "SECONDS",
            defaultValue = "12",
            description = "Of a story: the pause before each scene, 0 to 600 (default: ${DEFAULT-VALUE}).")
    private int pace;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "20261121",
            description = "Of the texts (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** What can be told. */
    enum Story {
        /** Verdicts stay true. */
        living,
        /** Applicants are asked, and work orders submitted once. */
        confirm
    }

    DemoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Options.between(spec, "--pace", pace, 0, MAX_PACE);
        Path folder = Files.createTempDirectory("dupcheck-demo-");
        Logging.toFile(folder, "OFF");
        StopSignals signals = context.signals();
        boolean good = false;
        try {
            Demo demo = new Demo(seed, context.out(), context.width(), context.clock());
            good = signals.interruptibly(() -> play(demo, folder, signals));
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

    private boolean play(Demo demo, Path folder, StopSignals signals) {
        if (story == null) {
            return demo.run(folder, keep, signals);
        }
        Duration pause = Duration.ofSeconds(pace);
        return switch (story) {
            case living -> demo.tellLiving(pause, folder, keep, signals);
            case confirm -> demo.tellConfirm(pause, folder, keep, signals);
        };
    }
}
