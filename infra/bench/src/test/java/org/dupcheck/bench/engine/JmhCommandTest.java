package org.dupcheck.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A short run in this process: every step is measured, on generated texts. */
class JmhCommandTest {
    @TempDir
    private Path folder;

    private int run(StringWriter out, String... more) {
        return new CommandLine(new JmhCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(more);
    }

    @Test
    void everyStepIsMeasured() throws IOException {
        Path json = folder.resolve("jmh.json");
        StringWriter out = new StringWriter();
        int status = run(
                out,
                "--data=" + folder,
                "--references=60",
                "--forks=0",
                "--iterations=1",
                "--millis=50",
                "--json=" + json);

        assertThat(status).as(out.toString()).isZero();
        Map<?, ?>[] results = new JsonCodec().read(Files.readAllBytes(json), Map[].class);
        List<String> names = Arrays.stream(results)
                .map(result -> String.valueOf(result.get("benchmark")).replaceAll(".*\\.", ""))
                .toList();
        assertThat(names).containsExactlyInAnyOrder("check", "prepare", "scan", "conclude", "change", "lucene");
        for (Map<?, ?> result : results) {
            Map<?, ?> metric = (Map<?, ?>) result.get("primaryMetric");
            assertThat(((Number) metric.get("score")).doubleValue()).isPositive();
        }
    }

    @Test
    void anUnknownNameFails() {
        assertThat(run(new StringWriter(), "--forks=0", "nothing")).isNotZero();
    }
}
