package org.dupcheck.bench.pages;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Bounded;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.bench.measure.Machine;
import org.dupcheck.bench.measure.Parallel;
import org.dupcheck.bench.measure.ReferenceLoader;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.client.CheckClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has many people write and check at once, and measures how long they wait for an answer. */
@Command(
        name = "people",
        mixinStandardHelpOptions = true,
        description = "Measure the applicants' pages while many people write and check at once.",
        sortOptions = false)
public final class PeopleCommand implements Callable<Integer> {
    private static final int BOX_CHARACTERS = 800;
    private static final int DOCUMENT_CHARACTERS = 4_000;
    private static final int TEXTS = 400;
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--people", paramLabel = "N", description = "At once (default: ${DEFAULT-VALUE}).")
    private int people = 100;

    @Option(names = "--minutes", paramLabel = "N", description = "For how long (default: ${DEFAULT-VALUE}).")
    private int minutes = 5;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            description = "Between two steps of a person, on average (default: ${DEFAULT-VALUE}).")
    private int pause = 5;

    @Option(names = "--documents", paramLabel = "N", description = "In the reference set (default: ${DEFAULT-VALUE}).")
    private int documents = 1_000;

    @Option(names = "--seed", paramLabel = "N", description = "Of the texts and pauses (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go as JSON.")
    private @Nullable Path json;

    @SuppressWarnings("NullAway.Init") // picocli sets spec before it calls
    PeopleCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Figures report = new Figures("people", Machine.here());
        report.field("people", people);
        report.field("minutes", minutes);
        PeopleFigures figures = new PeopleFigures();
        Bounded.within(Duration.ofMinutes(minutes + 10L), "the measurement", () -> {
            measure(out, report, figures);
            return 0;
        });
        report.print(out);
        report.write(json);
        return figures.errors() == 0 ? 0 : FAILED;
    }

    private void measure(PrintWriter out, Figures report, PeopleFigures figures) {
        say(out, "starting serve, with " + documents + " reference documents");
        try (ServeProcess serve = ServeProcess.start(Map.of())) {
            serve.orTell(out, () -> {
                List<String> texts = load(serve);
                say(out, people + " people write and check for " + minutes + " minutes");
                long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
                SplittableRandom random = new SplittableRandom(seed);
                List<Applicant> all = new ArrayList<>();
                for (int i = 0; i < people; i++) {
                    all.add(new Applicant(
                            serve.endpoints().http(),
                            i % 2 == 0 ? "wang" : "li",
                            texts,
                            Duration.ofSeconds(pause),
                            end,
                            figures,
                            random.split()));
                }
                int submitted = Parallel.all(people, all).stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                report.figure("submitted", "documents submitted", submitted, "", people + " people");
                figures.addTo(report);
            });
        }
    }

    /** Half of what people write copies from a reference document. */
    private List<String> load(ServeProcess serve) {
        GeneratedTexts generated = new GeneratedTexts(seed);
        List<String> texts = new ArrayList<>();
        try (CheckClient client = CheckClient.builder(serve.endpoints().kafka()).build()) {
            ReferenceLoader loader =
                    new ReferenceLoader(client, new GatewayApi(serve.endpoints().http()));
            for (int i = 0; i < documents; i++) {
                String text = generated.next(DOCUMENT_CHARACTERS);
                loader.add("r" + i, text);
                if (texts.size() < TEXTS / 2) {
                    texts.add(generated.next(BOX_CHARACTERS / 2) + text.substring(0, BOX_CHARACTERS / 2));
                }
            }
            loader.await();
        } catch (RuntimeException e) {
            throw new BenchException("the reference set could not be loaded", e);
        }
        while (texts.size() < TEXTS) {
            texts.add(generated.next(BOX_CHARACTERS));
        }
        return texts;
    }

    private static void say(PrintWriter out, String what) {
        out.println(what);
        out.flush();
    }
}
