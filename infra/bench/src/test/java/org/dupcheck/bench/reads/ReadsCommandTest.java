package org.dupcheck.bench.reads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A small run of the whole measurement: every figure is there, no answer is older than promised, nothing is left running. */
class ReadsCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyFigureIsMeasured() throws IOException {
        Path json = folder.resolve("figures.json");
        StringWriter out = new StringWriter();
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();

        int status = new CommandLine(new ReadsCommand())
                .setOut(new PrintWriter(out, true))
                .execute("--verdicts", "20", "--reads", "200", "--warm-up", "20", "--json", json.toString());

        assertThat(status).as(out.toString()).isZero();
        Map<?, ?> figures = new JsonCodec().read(Files.readAllBytes(json), Map.class);
        for (String field : List.of(
                "offP50Millis",
                "offP95Millis",
                "offHandlerP95Millis",
                "coldHitRate",
                "coldHandlerP50Millis",
                "warmHitRate",
                "warmCachedP95Millis",
                "warmHandlerP99Millis",
                "warmReadsPerSecond",
                "lookMeanMillis",
                "cacheMegabytes")) {
            assertThat(((Number) figures.get(field)).doubleValue()).as(field).isPositive();
        }
        for (String field :
                List.of("olderThanPromised", "offStale", "offSettledStale", "onSettledStale", "offHitRate")) {
            assertThat(((Number) figures.get(field)).doubleValue()).as(field).isZero();
        }
        assertThat(ProcessHandle.current().descendants().toList()).isSubsetOf(before);
    }
}
