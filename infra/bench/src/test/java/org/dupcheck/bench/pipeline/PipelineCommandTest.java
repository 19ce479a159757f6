package org.dupcheck.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.ServeProcess;
import org.dupcheck.contract.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A small run of the whole measurement: every figure is there, and nothing is left running. */
class PipelineCommandTest {
    @TempDir
    private Path folder;

    @Test
    void oneThatGivesUpKeepsTheLogAndSaysWhereAndHowThingsStood() throws IOException {
        StringWriter out = new StringWriter();
        try (ServeProcess serve = ServeProcess.start(Map.of())) {
            assertThatThrownBy(() -> serve.orTell(new PrintWriter(out, true), () -> {
                        Thread.currentThread().interrupt(); // as at the limit
                        throw new BenchException("no verdict of x");
                    }))
                    .hasMessage("no verdict of x");
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(out.toString()).contains("no verdict of x", "group dupcheck-");
        Matcher matcher = Pattern.compile("kept in (\\S+);").matcher(out.toString());
        assertThat(matcher.find()).isTrue();
        Path kept = Path.of(matcher.group(1));
        assertThat(kept.resolve("dupcheck.json")).isNotEmptyFile();
        assertThat(kept.resolve("serve.out")).exists();
        try (Stream<Path> files = Files.walk(kept)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void everyFigureIsMeasured() throws IOException {
        Path json = folder.resolve("figures.json");
        StringWriter out = new StringWriter();
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();

        int status = new CommandLine(new PipelineCommand())
                .setOut(new PrintWriter(out, true))
                .execute(
                        "--documents",
                        "20",
                        "--checks",
                        "5",
                        "--seconds",
                        "1",
                        "--warm-up",
                        "1",
                        "--clients",
                        "2",
                        "--stops",
                        "1",
                        "--json",
                        json.toString());

        assertThat(status).as(out.toString()).isZero();
        Map<?, ?> figures = new JsonCodec().read(Files.readAllBytes(json), Map.class);
        for (String field : Stream.of("rawHop", "commit", "http", "kafka", "stop")
                .flatMap(name -> Stream.of(name + "P50Millis", name + "P99Millis"))
                .toList()) {
            assertThat(((Number) figures.get(field)).doubleValue()).as(field).isPositive();
        }
        for (String field : List.of(
                "documentsPerSecond", "checksPerSecond", "kafkaChecksPerSecond", "scanMeanMillis", "storeMeanMillis")) {
            assertThat(((Number) figures.get(field)).doubleValue()).as(field).isPositive();
        }
        assertThat(ProcessHandle.current().descendants().toList()).isSubsetOf(before);
    }
}
