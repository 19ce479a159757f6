package org.dupcheck.bench.engine;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dupcheck.bench.data.DataFolder;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Machine;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs {@link EngineBenchmark}. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the steps of a check under JMH, beside Lucene's search: percentiles of each, in processes of their own.",
            "Without the folder of texts they are measured on generated ones."
        },
        sortOptions = false)
public final class JmhCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DataFolder data;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            defaultValue = "check|prepare|scan|conclude|change|lucene",
            description = "What to measure, as a regular expression (default: ${DEFAULT-VALUE}).")
    private String names = "";

    @Option(
            names = "--references",
            paramLabel = "N",
            description = "Reference documents where they have to be generated (default: ${DEFAULT-VALUE}).")
    private int references = Material.REFERENCES;

    @Option(
            names = "--forks",
            paramLabel = "N",
            description = "Processes for each; 0 measures in this one (default: ${DEFAULT-VALUE}).")
    private int forks = 1;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Measured iterations of each (default: ${DEFAULT-VALUE}).")
    private int iterations = 5;

    @Option(
            names = "--millis",
            paramLabel = "N",
            description = "Of one iteration, warming up or measured (default: ${DEFAULT-VALUE}).")
    private int millis = 2_000;

    @Option(names = "--threads", paramLabel = "N", description = "That check at once (default: ${DEFAULT-VALUE}).")
    private int threads = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Where JMH's figures go as JSON.")
    private @Nullable Path json;

    @SuppressWarnings("NullAway.Init") // picocli sets spec and data before it calls
    JmhCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Machine.here());
        out.flush();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + EngineBenchmark.class.getSimpleName() + "\\.(" + names + ")$")
                .param("data", data.toString())
                .param("references", Integer.toString(references))
                .forks(forks)
                .measurementIterations(iterations)
                .warmupTime(TimeValue.milliseconds(millis))
                .measurementTime(TimeValue.milliseconds(millis))
                .threads(threads)
                .shouldFailOnError(true);
        if (json != null) {
            options.resultFormat(ResultFormatType.JSON).result(json.toString());
        }
        try {
            new Runner(options.build()).run();
            return 0;
        } catch (RunnerException e) {
            throw new BenchException("JMH could not measure", e);
        }
    }
}
