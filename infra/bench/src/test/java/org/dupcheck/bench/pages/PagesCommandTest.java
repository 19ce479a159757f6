package org.dupcheck.bench.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PagesCommandTest {
    @TempDir
    Path folder;

    @Test
    void everyPageIsMeasured() throws Exception {
        StringWriter out = new StringWriter();
        Path json = folder.resolve("pages.json");
        int status = new CommandLine(new PagesCommand())
                .setOut(new PrintWriter(out, true))
                .execute("--rows", "2500", "--times", "2", "--warm-up", "1", "--json", json.toString());
        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("/review?type=type3", "/operations/live");
        assertThat(Files.readString(json)).contains("\"rows\"", "desk", "longReport");
    }
}
