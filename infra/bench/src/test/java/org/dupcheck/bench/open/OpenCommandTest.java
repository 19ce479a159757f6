package org.dupcheck.bench.open;

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

/** A small run of the whole measurement: over real servers, an approval and a deletion reach an open submission. */
class OpenCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyFigureIsMeasured() throws IOException {
        Path json = folder.resolve("figures.json");
        StringWriter out = new StringWriter();
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();

        int status = new CommandLine(new OpenCommand())
                .setOut(new PrintWriter(out, true))
                .execute("--references", "20", "--open", "20", "--changes", "1", "--json", json.toString());

        assertThat(status).as(out.toString()).isZero();
        Map<?, ?> figures = new JsonCodec().read(Files.readAllBytes(json), Map.class);
        for (String field : List.of(
                "approvedBusyP50Millis",
                "deletedBusyP50Millis",
                "approvedP50Millis",
                "deletedP50Millis",
                "checksPerSecond",
                "documentsPerSecond")) {
            assertThat(((Number) figures.get(field)).doubleValue()).as(field).isPositive();
        }
        assertThat(ProcessHandle.current().descendants().toList()).isSubsetOf(before);
    }
}
