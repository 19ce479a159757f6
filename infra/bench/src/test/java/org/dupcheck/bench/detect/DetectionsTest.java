package org.dupcheck.bench.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.dupcheck.bench.data.JsonLines;
import org.dupcheck.bench.data.TextRow;
import org.dupcheck.bench.detect.Detection.Found;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.contract.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DetectionsTest {
    @TempDir
    private Path folder;

    /** Finds the first common character of the kind it is told. */
    private static final class Finder implements Detector {
        private final Map<String, String> texts = new HashMap<>();

        @Override
        public void add(String id, String text) {
            texts.put(id, text);
        }

        @Override
        public double ready() {
            return 7;
        }

        @Override
        public List<Span> find(String id, String text) {
            int at = text.indexOf('字');
            return texts.entrySet().stream()
                    .filter(entry -> entry.getValue().indexOf('字') >= 0)
                    .map(entry -> {
                        int source = entry.getValue().indexOf('字');
                        return new Span(entry.getKey(), at, at + 1, source, source + 1);
                    })
                    .toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void offsetsComeOutInCodePoints() throws IOException {
        Path reference = lines(
                "r.jsonl", "{\"id\":\"r1\",\"text\":\"𠮷𠮷x字\",\"more\":1}", "", "{\"id\":\"r2\",\"text\":\"y\"}");
        Path queries = lines("q.jsonl", "{\"id\":\"q1\",\"class\":\"none\",\"text\":\"😀字\",\"cases\":[]}");
        Detections detections = new Detections(new Finder());
        assertThat(detections.load(reference)).isEqualTo(7);
        assertThat(detections.documents()).isEqualTo(2);
        assertThat(detections.run(queries))
                .containsExactly(new Detection("q1", List.of(new Found("r1", List.of(1, 2), List.of(3, 4)))));
        assertThat(detections.timings().count()).isEqualTo(1);
    }

    @Test
    void resultsAreWrittenInTheFormatTheyAreScoredIn() throws IOException {
        List<Detection> results = List.of(
                new Detection("q1", List.of(new Found("r1", List.of(1, 2), List.of(3, 4)))),
                new Detection("q2", List.of()));
        Path plain = folder.resolve("out.jsonl");
        JsonLines.write(plain, results);
        String expected = """
                {"id":"q1","passages":[{"ref":"r1","q":[1,2],"r":[3,4]}]}
                {"id":"q2","passages":[]}
                """;
        assertThat(plain).hasContent(expected);
        Path zipped = folder.resolve("out.jsonl.gz");
        JsonLines.write(zipped, results);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(zipped)))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(expected);
        }
    }

    @Test
    void aFileThatIsNotWhatItShouldBeIsRefusedWithTheLine() throws IOException {
        Detections detections = new Detections(new Finder());
        assertThatThrownBy(() -> detections.load(lines("broken.jsonl", "{\"id\":\"a\",\"text\":\"x\"}", "{")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> detections.load(lines("other.jsonl", "{\"id\":\"b\"}")))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("id and text");
        assertThatThrownBy(() -> detections.load(
                        lines("twice.jsonl", "{\"id\":\"c\",\"text\":\"x\"}", "{\"id\":\"c\",\"text\":\"x\"}")))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Detections(new Finder()).load(lines("empty.jsonl")))
                .hasMessageContaining("no document");
        assertThatThrownBy(() -> detections.load(folder.resolve("absent.jsonl")))
                .isInstanceOf(BenchException.class);
    }

    @Test
    void theEngineFindsWhatWasPlanted() throws IOException {
        GeneratedTexts texts = GeneratedTexts.unrelated(1);
        String[] rows = new String[1_200];
        String planted = "";
        for (int i = 0; i < rows.length; i++) {
            String text = texts.next(300);
            rows[i] = json("r" + i, text);
            planted = i == 700 ? text.substring(50, 250) : planted;
        }
        Path reference = zipped("r.jsonl.gz", rows);
        String query = "😀" + texts.next(200) + planted + texts.next(200);
        Path queries = lines("q.jsonl", json("q1", query), json("q2", texts.next(300)));
        Path out = folder.resolve("out.jsonl");
        Path figures = folder.resolve("figures.json");
        StringWriter printed = new StringWriter();

        int status = new CommandLine(new DetectCommand())
                .setOut(new PrintWriter(printed, true))
                .execute(
                        "--engine",
                        "--reference",
                        reference.toString(),
                        "--queries",
                        queries.toString(),
                        "--out",
                        out.toString(),
                        "--json",
                        figures.toString());

        assertThat(status).isZero();
        assertThat(printed.toString()).contains("documents loaded").contains("check, p99");
        Map<?, ?> json = new JsonCodec().read(Files.readAllBytes(figures), Map.class);
        assertThat(json.keySet().stream().map(String::valueOf))
                .contains("machine", "documentsPerSecond", "checkP50Millis", "checkP99Millis", "passages");
        List<String> results = Files.readAllLines(out);
        assertThat(results).hasSize(2);
        Detection first = new JsonCodec().read(results.get(0).getBytes(StandardCharsets.UTF_8), Detection.class);
        int start = query.codePointCount(0, query.indexOf(planted));
        assertThat(first.passages()).singleElement().satisfies(found -> {
            assertThat(found.ref()).isEqualTo("r700");
            assertThat(found.q().get(0)).isBetween(start - 15, start + 15);
            assertThat(found.q().get(1)).isBetween(start + 185, start + 215);
            assertThat(found.r().get(0)).isBetween(35, 65);
        });
        assertThat(results.get(1)).isEqualTo("{\"id\":\"q2\",\"passages\":[]}");
    }

    private static String json(String id, String text) {
        return new String(new JsonCodec().write(new TextRow(id, text)), StandardCharsets.UTF_8);
    }

    private Path lines(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Path zipped(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
