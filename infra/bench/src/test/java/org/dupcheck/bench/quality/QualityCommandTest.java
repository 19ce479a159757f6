package org.dupcheck.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dupcheck.bench.data.JsonLines;
import org.dupcheck.bench.data.TextRow;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.contract.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole measurement on a small made-up folder in which the engine must find everything. */
class QualityCommandTest {
    private static final int REFERENCES = 60;
    private static final int QUERIES = 20;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final GeneratedTexts texts = GeneratedTexts.unrelated(3);
    private final List<String> references = new ArrayList<>();

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--data", folder.toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new QualityCommand())
                .setOut(new PrintWriter(out, true))
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    assertThat(failure).isInstanceOf(BenchException.class);
                    out.append(failure.getMessage());
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
    }

    private void writeReferences(String name, String prefix) {
        List<TextRow> rows = new ArrayList<>();
        for (int i = 0; i < REFERENCES; i++) {
            String text = texts.next(1_000);
            references.add(text);
            rows.add(new TextRow(prefix + i, text));
        }
        JsonLines.write(folder.resolve(name), rows);
    }

    /** Every third is clean, and the last clean one is not: it holds a passage nobody planted. */
    private void writeQueries(String name) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            int length = i % 2 == 0 ? 60 : 400;
            String passage = references.get(i).substring(100, 100 + length);
            String before = texts.next(300);
            boolean clean = i % 3 == 0;
            boolean planted = !clean || i == QUERIES - 2;
            String text = before + (planted ? passage : "") + texts.next(300);
            List<Object> cases = clean
                    ? List.of()
                    : List.of(Map.of(
                            "ref",
                            "r" + i,
                            "q",
                            List.of(before.length(), before.length() + length),
                            "r",
                            List.of(100, 100 + length),
                            "class",
                            "none"));
            rows.add(Map.of("id", "q" + i, "class", clean ? "clean" : "none", "text", text, "cases", cases));
        }
        JsonLines.write(folder.resolve(name), rows);
    }

    @Test
    void everyFigureIsMeasuredAndDrawn() throws IOException {
        writeReferences("reference.jsonl.gz", "r");
        writeReferences("distractors.jsonl.gz", "d");
        writeQueries("queries-dev.jsonl.gz");
        String article = texts.next(1_000);
        String other = texts.next(1_000);
        JsonLines.write(
                folder.resolve("edit-pairs.jsonl.gz"),
                List.of(
                        Map.of("id", "e", "draft", article.substring(0, 500) + texts.next(500), "text", article),
                        Map.of("id", "e", "draft", other, "text", other),
                        Map.of("id", "again", "draft", other.substring(300), "text", other),
                        Map.of("id", "gone", "draft", texts.next(500), "text", texts.next(500))));
        Path json = folder.resolve("figures.json");
        Path picture = folder.resolve("bars.svg");

        assertThat(run("--json", json.toString(), "--picture", picture.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("skipping passages in English", "measured elsewhere, NOT in this run", "even ids", "odd ids")
                .containsPattern("none +(1\\.000|0\\.99)")
                .contains("clean documents flagged: 1/7")
                .containsPattern("q18: longest passage (6\\d|5\\d) characters")
                .contains("article found first: 3/4")
                .contains("not first: gone");
        Map<?, ?> figures = new JsonCodec().read(Files.readAllBytes(json), Map.class);
        for (String part : List.of("queriesDev", "withDistractors")) {
            Map<?, ?> groups = (Map<?, ?>) ((Map<?, ?>) figures.get(part)).get("groups");
            assertThat(number(groups, "none", "macro")).as(part).isBetween(0.97, 1.0);
            assertThat(number(groups, "all", "found")).isEqualTo(13);
            assertThat(((Map<?, ?>) figures.get(part)).get("shortFoundShare")).isEqualTo(1.0);
        }
        assertThat(number(figures, "editPairs", "articleFirst")).isEqualTo(3);
        assertThat(number(figures, "editPairs", "containmentMeanError")).isBetween(0.0, 0.02);
        assertThat(figures.get("engineVersion")).isNotNull();
        assertThat(picture).content().startsWith("<svg").contains("dupcheck, this run, with distractors");
    }

    private static double number(Map<?, ?> figures, String part, String field) {
        return ((Number) ((Map<?, ?>) figures.get(part)).get(field)).doubleValue();
    }

    @Test
    void withoutAnyFileThereIsNothingToMeasure() {
        assertThat(run()).isEqualTo(1);
        assertThat(out.toString())
                .contains("skipping all that needs the reference set", "skipping edit pairs")
                .contains("nothing to measure in " + folder, "DUPCHECK_DATA");
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        writeReferences("reference.jsonl.gz", "r");
        JsonLines.write(folder.resolve("queries-dev.jsonl.gz"), List.of(new TextRow("q", "text")));
        assertThat(run()).isEqualTo(1);
        assertThat(out.toString()).contains("queries-dev", "line 1", "cases");
    }
}
