package org.dupcheck.bench.open;

import java.time.Duration;
import java.util.Map;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.bench.measure.Measurement;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.client.CheckClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how soon a change of the reference set reaches the verdict of an open submission. */
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        description = "Measure how soon verdicts of open submissions follow the reference set.",
        sortOptions = false)
public final class OpenCommand extends Measurement {
    private static final int CHARACTERS = 3_000;
    private static final String COPIED = "; the document copies 200 characters of one submission";
    /** So many submissions. */
    private static final int TOLD_AFTER = 2_000;

    @Option(names = "--references", paramLabel = "N", description = "Reference documents (default: ${DEFAULT-VALUE}).")
    private int references = 2_000;

    @Option(names = "--open", paramLabel = "N", description = "Open submissions (default: ${DEFAULT-VALUE}).")
    private int open = 10_000;

    @Option(
            names = "--changes",
            paramLabel = "N",
            description = "Approvals, each deleted again: so many right after the submissions came in, and so many when"
                    + " all is done (default: ${DEFAULT-VALUE}).")
    private int changes = 25;

    @Option(names = "--seed", paramLabel = "N", description = "Of the generated texts (default: ${DEFAULT-VALUE}).")
    private long seed = 20_261_129;

    OpenCommand() {
        super("open", Duration.ofMinutes(15));
    }

    @Override
    protected void measure(Figures report) {
        report.field("seed", seed);
        say("starting serve");
        try (ServeProcess serve = ServeProcess.start(Map.of());
                CheckClient client = CheckClient.builder(serve.endpoints().kafka())
                        .waitForRoom()
                        .source("/dupcheck/bench")
                        .build();
                FollowedSubmissions submissions =
                        new FollowedSubmissions(client, serve.endpoints().kafka(), seed);
                Backlog backlog = new Backlog(serve.endpoints().databaseUrl())) {
            serve.orTell(out(), () -> measureAll(report, serve, client, submissions, backlog));
        }
    }

    private void measureAll(
            Figures report, ServeProcess serve, CheckClient client, FollowedSubmissions submissions, Backlog backlog) {
        say("loading " + references + " reference documents");
        ReferenceLoader loader =
                new ReferenceLoader(client, new GatewayApi(serve.endpoints().http()));
        GeneratedTexts texts = new GeneratedTexts(seed + 1);
        for (int i = 0; i < references; i++) {
            loader.add("d" + i, texts.next(CHARACTERS));
        }
        report.figure("documentsPerSecond", "documents loaded", loader.await(), "a second", references + " of them");
        long start = System.nanoTime();
        for (int from = 0; from < open; from += TOLD_AFTER) {
            int to = Math.min(open, from + TOLD_AFTER);
            say("submitting " + from + " to " + to);
            submissions.submit(from, to);
        }
        report.figure(
                "checksPerSecond",
                "submissions checked",
                open * 1e9 / (System.nanoTime() - start),
                "a second",
                open + " work orders of 3,000 characters");
        measureChanges(report, submissions, "Busy", backlog.undecided() + " work orders not decided yet");
        say("waiting until all is done");
        backlog.awaitRest();
        measureChanges(report, submissions, "", "nothing else to do");
    }

    private void measureChanges(Figures report, FollowedSubmissions submissions, String suffix, String circumstances) {
        say("changing the reference set " + 2 * changes + " times, with " + circumstances);
        Timings approved = new Timings();
        Timings deleted = new Timings();
        for (int i = 0; i < changes; i++) {
            submissions.approveAndDelete("living" + suffix + i, approved, deleted);
        }
        report.latency(
                "approved" + suffix, "approval published → new verdict's event", approved, circumstances + COPIED);
        report.latency("deleted" + suffix, "deletion published → new verdict's event", deleted, circumstances);
    }
}
