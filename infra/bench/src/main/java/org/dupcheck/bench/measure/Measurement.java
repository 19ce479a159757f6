package org.dupcheck.bench.measure;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that measures and gives up after a time. Its figures are printed, and written as JSON where that is asked for. One run
 * for each object.
 */
public abstract class Measurement implements Callable<Integer> {
    /** Behind what a command takes besides. */
    private static final int LAST = 1_000;

    private final String name;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "Give up after so long (default: ${DEFAULT-VALUE}).",
            order = LAST)
    private int limit;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go as JSON.", order = LAST + 1)
    private @Nullable Path json;

    /**
     * Measures nothing yet.
     *
     * @param name that the figures have
     * @param limit where the command line says nothing; whole seconds
     */
    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls
    protected Measurement(String name, Duration limit) {
        this.name = name;
        this.limit = Math.toIntExact(limit.toSeconds());
    }

    @Override
    public final Integer call() {
        Figures report = new Figures(name, Machine.here());
        Bounded.within(Duration.ofSeconds(limit), "the measurement (--limit is its bound)", () -> {
            measure(report);
            return true;
        });
        report.print(out());
        report.write(json);
        judge();
        return 0;
    }

    /** Puts figures into the report; interrupted when the time is over. */
    protected abstract void measure(Figures report);

    /** @throws BenchException where a figure must not be so; they are printed and written by then */
    protected void judge() {}

    /** Where to write what is for people. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Tells whoever waits what comes now. */
    protected final void say(String what) {
        out().println("· " + what);
        out().flush();
    }
}
