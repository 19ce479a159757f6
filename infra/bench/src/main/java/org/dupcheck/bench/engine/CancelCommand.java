package org.dupcheck.bench.engine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Machine;
import org.dupcheck.bench.measure.Timings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how long a check that is no longer wanted goes on. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how long a check goes on once it is no longer wanted: checks of long texts of one section, of the kinds"
                    + " that are hardest on it, each cancelled at a random moment.",
            "On a busy machine the time that passes is longer than what the processor spends, so both are told."
        },
        sortOptions = false)
public final class CancelCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--characters", paramLabel = "N", description = "Of each text (default: ${DEFAULT-VALUE}).")
    private int characters = 1_000_000;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "Checks of each text that are cancelled (default: ${DEFAULT-VALUE}).")
    private int times = 100;

    @Option(names = "--seed", paramLabel = "N", description = "Of texts and moments (default: ${DEFAULT-VALUE}).")
    private long seed = Material.SEED;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go as JSON.")
    private @Nullable Path json;

    /** Made by picocli. */
    @SuppressWarnings("NullAway.Init") // picocli sets spec before anything reads it
    public CancelCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Figures figures = new Figures("cancel", Machine.here());
        SplittableRandom random = new SplittableRandom(seed);
        for (LongText kind : LongText.values()) {
            EngineIndex index = new EngineIndex();
            String text = kind.make(characters, seed, index);
            index.ready();
            Cancelled cancelled = Cancelled.measure(index, text, times, random);
            String name = kind.name().toLowerCase(Locale.ROOT);
            figures.figure(name + "CheckMillis", kind + ": a whole check", cancelled.checkMillis(), "ms", "");
            report(figures, name + "Processor", "processor time until it stops", cancelled.processor());
            report(figures, name + "Elapsed", "time until it stops", cancelled.elapsed());
            out.println("· " + kind + ": " + cancelled.processor());
            out.flush();
        }
        figures.print(out);
        figures.write(json);
        return 0;
    }

    private static void report(Figures figures, String name, String what, Timings timings) {
        figures.latency(name, what, timings, "");
        figures.figure(name + "MaxMillis", what + ", max", timings.millis(1), "ms", "");
    }
}
