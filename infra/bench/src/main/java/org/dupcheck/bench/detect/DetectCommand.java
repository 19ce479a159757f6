package org.dupcheck.bench.detect;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dupcheck.bench.data.JsonLines;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Machine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads a reference file, runs the queries, and writes the passages found. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "Find the passages of reference documents in queries.",
            "Files are JSON lines, gzipped where their name ends in .gz: references and queries {id, text}, results"
                    + " {id, passages: [{ref, q: [start, end], r: [start, end]}]} with offsets in code points."
        },
        sortOptions = false)
public final class DetectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--reference", required = true, paramLabel = "FILE", description = "The reference documents.")
    private Path reference;

    @Option(names = "--queries", required = true, paramLabel = "FILE", description = "The documents to check.")
    private Path queries;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the passages found go.")
    private Path out;

    @ArgGroup
    private @Nullable Way way;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go as JSON.")
    private @Nullable Path json;

    @SuppressWarnings("NullAway.Init") // picocli sets what is required before it calls
    DetectCommand() {}

    /** How to run: one of the two. */
    static final class Way {
        @Option(names = "--engine", required = true, description = "The engine alone, inside this process.")
        private boolean engine;

        @Option(
                names = "--http",
                required = true,
                description = "The whole way, through a serve that is started for it (default).")
        private boolean http;
    }

    @Override
    public Integer call() {
        boolean engine = way != null && way.engine && !way.http;
        Figures report = new Figures(engine ? "detect, the engine alone" : "detect, through HTTP", Machine.here());
        try (Detector detector = engine ? new EngineDetector() : HttpDetector.start()) {
            Detections detections = new Detections(detector);
            double rate = detections.load(reference);
            report.figure(
                    "documentsPerSecond", "documents loaded", rate, "a second", detections.documents() + " documents");
            List<Detection> found = detections.run(queries);
            JsonLines.write(out, found);
            report.latency(
                    "check",
                    engine ? "check" : "submit → verdict",
                    detections.timings(),
                    "one after the other, the first ones on a cold JVM");
            long passages = found.stream().mapToLong(d -> d.passages().size()).sum();
            report.field("passages", passages);
            report.line("passages found", (double) passages, "", "written to " + out);
        }
        report.print(spec.commandLine().getOut());
        report.write(json);
        return 0;
    }
}
