package org.dupcheck.bench.deliveries;

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

/** A small run of the whole measurement: over real servers, applicants are told on the site, and by SMS once each. */
class DeliveriesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyFigureIsMeasured() throws IOException {
        Path json = folder.resolve("figures.json");
        StringWriter out = new StringWriter();
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();

        int status = new CommandLine(new DeliveriesCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(
                        "--references",
                        "10",
                        "--alone",
                        "2",
                        "--messages",
                        "20",
                        "--under-way",
                        "4",
                        "--workers",
                        "2",
                        "--json",
                        json.toString());

        assertThat(status).as(out.toString()).isZero();
        Map<?, ?> figures = new JsonCodec().read(Files.readAllBytes(json), Map.class);
        for (String field : List.of("messageAloneP50Millis", "messageUnderLoadP99Millis", "deliveriesPerSecond")) {
            assertThat(((Number) figures.get(field)).doubleValue()).as(field).isPositive();
        }
        assertThat(((Number) figures.get("repeated")).intValue()).isZero();
        assertThat(out.toString()).contains("sending 8 SMS to warm up").contains("sending 16 SMS that");
        assertThat(ProcessHandle.current().descendants().toList()).isSubsetOf(before);
    }
}
