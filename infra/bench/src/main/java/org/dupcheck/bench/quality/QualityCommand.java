package org.dupcheck.bench.quality;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dupcheck.bench.data.DataFolder;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Machine;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how right the engine is, on texts with passages planted in known places. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description = {
            "Measure how right the engine is: every query against the whole reference set, default settings for all.",
            "Files that are not in the folder are skipped; if all are missing, the exit status is 1."
        },
        sortOptions = false)
public final class QualityCommand implements Callable<Integer> {
    private static final String REFERENCE = "reference.jsonl.gz";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataFolder data;

    @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go as JSON.")
    private @Nullable Path json;

    @Option(names = "--picture", paramLabel = "FILE", description = "Where the bars by class go as SVG.")
    private @Nullable Path picture;

    private final Map<String, Map<String, Double>> bars = new LinkedHashMap<>();
    private int measured;

    @SuppressWarnings("NullAway.Init") // picocli sets spec and data before it calls
    QualityCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Figures report = new Figures("quality", Machine.here());
        report.field("engineVersion", ReferenceIndex.engineVersion());
        report.field("settingsVersion", EngineSettings.defaults().version());
        QualityReport tables = new QualityReport(report);
        Path reference = data.find(REFERENCE, out, "skipping all that needs the reference set");
        passages(out, tables, reference);
        english(out, tables);
        editPairs(out, tables, reference);
        if (measured == 0) {
            throw new BenchException(
                    "there is nothing to measure in " + data + "; name the folder with DUPCHECK_DATA or --data");
        }
        tables.peers();
        report.print(out);
        report.write(json);
        draw();
        return 0;
    }

    private void passages(PrintWriter out, QualityReport tables, @Nullable Path reference) {
        Path queries = data.find("queries-dev.jsonl.gz", out, "skipping passages in Chinese");
        if (reference == null || queries == null) {
            return;
        }
        QueryFile file = new QueryFile();
        say(out, "loading the reference set");
        file.load(reference);
        file.read(queries);
        measure(out, tables, file, "queriesDev", "passages in Chinese");
        Path distractors = data.find("distractors.jsonl.gz", out, "skipping distractors");
        if (distractors != null) {
            say(out, "loading the distractors");
            file.load(distractors);
            measure(out, tables, file, "withDistractors", "the same with distractors");
        }
    }

    private void english(PrintWriter out, QualityReport tables) {
        Path reference = data.find("pan-en-reference.jsonl.gz", out, "skipping passages in English");
        Path queries = data.find("pan-en-queries.jsonl.gz", out, "skipping passages in English");
        if (reference == null || queries == null) {
            return;
        }
        QueryFile file = new QueryFile();
        file.load(reference);
        file.read(queries);
        measure(out, tables, file, "panEn", "passages in English (the reference documents whose truth is known)");
    }

    private void measure(PrintWriter out, QualityReport tables, QueryFile file, String field, String what) {
        say(out, "checking " + file.queries().size() + " queries against " + file.documents() + " documents");
        List<QueryFile.Answer> answers = file.answers();
        tables.passages(field, what + ": " + answers.size() + " queries, " + file.documents() + " documents", answers);
        Map<String, Double> macro = new LinkedHashMap<>();
        QueryFile.score(answers, query -> true).figures().forEach((name, figures) -> {
            if (figures.cases() > 0) {
                macro.put(name, figures.macro());
            }
        });
        bars.put(field, macro);
        measured++;
    }

    private void editPairs(PrintWriter out, QualityReport tables, @Nullable Path reference) {
        Path pairs = data.find("edit-pairs.jsonl.gz", out, "skipping edit pairs");
        if (pairs == null) {
            return;
        }
        say(out, "checking drafts against articles");
        tables.editPairs(EditPairs.measure(pairs, reference == null ? List.of() : List.of(reference)));
        measured++;
    }

    private void draw() {
        Map<String, Double> alone = bars.get("queriesDev");
        if (picture == null || alone == null) {
            return;
        }
        BarChart chart = new BarChart("plagdet (macro) by disguise", new ArrayList<>(alone.keySet()));
        chart.add("dupcheck, this run", alone);
        Map<String, Double> distracted = bars.get("withDistractors");
        if (distracted != null) {
            chart.add("dupcheck, this run, with distractors", distracted);
        }
        Peer.ALL.stream()
                .filter(peer -> !peer.macro().isEmpty())
                .forEach(peer -> chart.add(peer.name() + " (measured elsewhere)", peer.macro()));
        try {
            Files.writeString(picture, chart.svg());
        } catch (IOException e) {
            throw new BenchException("cannot write " + picture, e);
        }
    }

    private static void say(PrintWriter out, String what) {
        out.println("· " + what);
        out.flush();
    }
}
