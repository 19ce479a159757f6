package org.dupcheck.bench.engine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dupcheck.bench.data.DataFolder;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Machine;
import org.dupcheck.engine.ReferenceIndex;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how fast and how small the engine is. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how fast and how small the engine is, side by side with Lucene, and as its reference set grows.",
            "Without the folder of texts everything is measured on generated ones. A run without --documents ends"
                    + " within five minutes, and leaves out the sizes it has no time for."
        },
        sortOptions = false)
public final class EngineCommand implements Callable<Integer> {
    private static final int DEFAULT_LARGEST = 100_000;
    /** Of a run without --documents: what is left of five minutes is for the last restart and the cleaning up. */
    private static final Duration BUDGET = Duration.ofSeconds(260);

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataFolder data;

    @Option(
            names = "--documents",
            paramLabel = "N",
            description = "The largest generated reference set (default: " + DEFAULT_LARGEST
                    + ", as far as time allows; a million takes minutes and a heap of 12 GB).")
    private @Nullable Integer documents;

    @Option(
            names = "--references",
            paramLabel = "N",
            description = "Reference documents where they have to be generated (default: ${DEFAULT-VALUE}).")
    private int references = Material.REFERENCES;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "The longest that one measurement may take (default: ${DEFAULT-VALUE}).")
    private int seconds = 15;

    @Option(
            names = "--lucene-distractors",
            description = "Load the distractors into Lucene too, which takes it minutes more.")
    private boolean distracted;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            description = "How much is read to measure memory by itself (default: ${DEFAULT-VALUE}).")
    private int megabytes = 256;

    @Option(names = "--seed", paramLabel = "N", description = "Of the generated texts (default: ${DEFAULT-VALUE}).")
    private long seed = Material.SEED;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go as JSON.")
    private @Nullable Path json;

    private final long start = System.nanoTime();

    @SuppressWarnings("NullAway.Init") // picocli sets spec and data before it calls
    EngineCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Machine machine = Machine.here();
        Figures report = new Figures("engine", machine);
        report.field("engineVersion", ReferenceIndex.engineVersion());
        report.field("seed", seed);
        say(out, "measuring memory");
        MemorySpeed memory = MemorySpeed.measure(megabytes);
        EngineReport tables = new EngineReport(report, machine);
        tables.memory(memory);
        Material material = Material.find(data, out, references, seed);
        report.field("texts", material.isReal() ? "real" : "generated");
        new Comparisons(material, tables, Duration.ofSeconds(seconds), seed, distracted, what -> say(out, what)).run();
        growth(out, tables, memory);
        report.print(out);
        report.write(json);
        return 0;
    }

    private void growth(PrintWriter out, EngineReport tables, MemorySpeed memory) {
        int largest = documents == null ? DEFAULT_LARGEST : documents;
        Growth.Budget budget = (more, rate) -> {
            say(out, String.format(Locale.ROOT, "growing by %,d generated documents", more));
            double needed = rate == 0 ? 0 : more / rate;
            boolean allowed = documents != null || (System.nanoTime() - start) / 1e9 + needed < BUDGET.toSeconds();
            if (!allowed) {
                say(out, "stopping there: that would take longer than a run without --documents may");
            }
            return allowed;
        };
        Growth.Result result =
                new Growth(seed, memory, Duration.ofSeconds(seconds)).measure(Growth.sizes(largest), budget);
        tables.growth(result, largest);
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void say(PrintWriter out, String what) {
        out.println(String.format(Locale.ROOT, "· %3.0f s  %s", elapsed(), what));
        out.flush();
    }
}
