package org.dupcheck.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchMainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesWhatCanBeMeasured() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("detect")
                .contains("pipeline")
                .contains("deliveries")
                .contains("reads")
                .contains("pages");
    }

    @Test
    void aWrongCommandLineIsStatusTwo() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("everything")).isEqualTo(2);
        assertThat(run("detect", "--reference", "x")).isEqualTo(2);
        assertThat(run("detect", "--engine", "--http", "--reference", "x", "--queries", "x", "--out", "x"))
                .isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsStatusOneWithTheReason() {
        assertThat(run("detect", "--engine", "--reference", "/no/such/file", "--queries", "x", "--out", "x"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("/no/such/file").doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        return BenchMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
