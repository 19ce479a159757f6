package org.dupcheck.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class FiguresTest {
    private static final Machine MACHINE = new Machine("Some CPU", 2, 8L << 30, "Linux amd64", "OpenJDK 17");

    @TempDir
    private Path folder;

    @Test
    void theTableAndTheJsonHaveTheSameFigures() throws IOException {
        Timings timings = new Timings();
        timings.add(12_340_000);
        Figures report = new Figures("pipeline", MACHINE);
        report.latency("http", "submit → verdict", timings, "one client");
        report.figure("documentsPerSecond", "documents loaded", 1_234.5, "a second", "");
        report.line("rest", 0.126, "ms", "");
        report.field("seed", 7);

        StringWriter out = new StringWriter();
        report.print(new PrintWriter(out, true));
        assertThat(out.toString())
                .contains("pipeline on Some CPU, 2 cores, 8 GiB")
                .containsPattern("submit → verdict, p50 +12\\.3 +ms")
                .containsPattern("documents loaded +1,23[45] +a second")
                .containsPattern("rest +0\\.13 +ms");

        Path file = folder.resolve("figures.json");
        report.write(file);
        Map<?, ?> json = new JsonCodec().read(Files.readAllBytes(file), Map.class);
        assertThat(json.get("httpP50Millis")).isEqualTo(12.34);
        assertThat(json.get("httpP99Millis")).isEqualTo(12.34);
        assertThat(json.get("documentsPerSecond")).isEqualTo(1234.5);
        assertThat(json.get("seed")).isEqualTo(7);
        assertThat(json.containsKey("rest")).isFalse();
        assertThat(((Map<?, ?>) json.get("machine")).get("cores")).isEqualTo(2);
    }

    @Test
    void jsonThatCannotBeWrittenIsSaid() {
        Figures report = new Figures("x", MACHINE);
        report.write(null);
        assertThatThrownBy(() -> report.write(folder.resolve("no/such/folder"))).isInstanceOf(BenchException.class);
    }

    @Test
    void theMachineIsDescribed() {
        assertThat(Machine.processor(List.of("processor : 0", "model name\t: Some CPU @ 2 GHz")))
                .isEqualTo("Some CPU @ 2 GHz");
        assertThat(Machine.processor(List.of())).isEqualTo("unknown processor");
        assertThat(Machine.memoryBytes(List.of("MemTotal:       16384 kB"))).isEqualTo(16L << 20);
        assertThat(Machine.memoryBytes(List.of())).isZero();
        assertThat(Machine.here().toString()).contains("cores").contains(System.getProperty("os.name"));
    }
}
