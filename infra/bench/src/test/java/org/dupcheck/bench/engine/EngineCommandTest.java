package org.dupcheck.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dupcheck.bench.data.JsonLines;
import org.dupcheck.bench.data.TextRow;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.contract.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Small runs of the whole measurement: every figure is there, and what must be true of it holds. */
class EngineCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private Map<?, ?> run(String... more) throws IOException {
        Path json = folder.resolve("figures.json");
        List<String> arguments = new ArrayList<>(List.of(
                "--data",
                folder.toString(),
                "--seconds",
                "1",
                "--json",
                json.toString(),
                "--documents",
                "150",
                "--memory",
                "4"));
        arguments.addAll(List.of(more));
        int status = new CommandLine(new EngineCommand())
                .setOut(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(status).as(out.toString()).isZero();
        return new JsonCodec().read(Files.readAllBytes(json), Map.class);
    }

    private static double number(Map<?, ?> figures, String field) {
        assertThat(figures.get(field)).as(field).isInstanceOf(Number.class);
        return ((Number) figures.get(field)).doubleValue();
    }

    @Test
    void withoutTextsEverythingIsMeasuredOnGeneratedOnes() throws IOException {
        Map<?, ?> figures = run("--references", "120");

        assertThat(out.toString()).contains("measuring on generated texts", "reference.jsonl.gz is not there");
        assertThat(figures.get("texts")).isEqualTo("generated");
        for (String field : List.of(
                "engineP50Millis",
                "engineP99Millis",
                "luceneP50Millis",
                "prepareP50Millis",
                "scanP50Millis",
                "concludeP50Millis",
                "threads4Speedup",
                "restartSeconds",
                "saveSeconds",
                "documentsPerSecond",
                "changeP50Millis",
                "changeP99Millis",
                "longestCheckMillis",
                "memoryLatencyNanos",
                "memoryGigabytesPerSecond",
                "cores")) {
            assertThat(number(figures, field)).as(field).isPositive();
        }
        assertThat(number(figures, "engineP99Millis")).isGreaterThanOrEqualTo(number(figures, "engineP50Millis"));
        // copied word for word: both must find all of it
        assertThat(number(figures, "engineRecallAt10")).isEqualTo(1);
        assertThat(number(figures, "luceneRecallAt10")).isEqualTo(1);
        assertThat(number(figures, "restartDocuments")).isEqualTo(120);
        assertThat(figures.containsKey("bytesPerCharacter")).isTrue();
        List<?> growth = (List<?>) figures.get("growth");
        assertThat(growth).singleElement().satisfies(size -> {
            assertThat(number((Map<?, ?>) size, "documents")).isEqualTo(150);
            assertThat(number((Map<?, ?>) size, "p50Millis")).isPositive();
            assertThat(number((Map<?, ?>) size, "recall")).isEqualTo(1);
        });
        assertThat(((Map<?, ?>) figures.get("machine")).get("processor")).isNotNull();
    }

    @Test
    void realTextsAreCutAndDistractorsCome() throws IOException {
        GeneratedTexts texts = GeneratedTexts.unrelated(11);
        List<TextRow> references = IntStream.range(0, 40)
                .mapToObj(i -> new TextRow("r" + i, texts.next(1_000)))
                .toList();
        JsonLines.write(folder.resolve("reference.jsonl.gz"), references);
        JsonLines.write(
                folder.resolve("distractors.jsonl.gz"),
                Stream.of("x", "y")
                        .map(id -> new TextRow(id, texts.next(1_000)))
                        .toList());
        List<Map<String, Object>> queries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String passage = references.get(i).text().substring(100, 400);
            // the second passage lies behind the cut, and the shortest of the queries is too short
            String text = "😀" + texts.next(600).substring(0, 600) + passage
                    + texts.next(2_100).substring(0, 2_100) + passage;
            queries.add(Map.of(
                    "id",
                    "q" + i,
                    "class",
                    "none",
                    "text",
                    i == 9 ? text.substring(0, 2_000) : text,
                    "cases",
                    List.of(
                            Map.of("ref", "r" + i, "q", List.of(601, 901), "r", List.of(100, 400)),
                            Map.of("ref", "absent", "q", List.of(3_001, 3_301), "r", List.of(100, 400)))));
        }
        JsonLines.write(folder.resolve("queries-dev.jsonl.gz"), queries);

        Map<?, ?> figures = run("--lucene-distractors");

        assertThat(figures.get("texts")).isEqualTo("real");
        assertThat(out.toString()).contains("40 real documents", "42 real documents");
        assertThat(number(figures, "engineRecallAt10")).isEqualTo(1);
        assertThat(number(figures, "distractedEngineRecallAt10")).isEqualTo(1);
        assertThat(number(figures, "distractedLuceneP50Millis")).isPositive();
    }
}
