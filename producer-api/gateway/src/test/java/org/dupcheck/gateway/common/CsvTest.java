package org.dupcheck.gateway.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "＝1", "\t=1", "  =1", "\r=1", "\n", "\t"})
    void noTextIsAFormula(String text) {
        assertThat(line(text)).isEqualTo("\"'" + text + "\"");
    }

    @Test
    void aNumberStaysOneAlsoBelowZero() {
        assertThat(line(new BigDecimal("-0.5000"))).isEqualTo("-0.5000");
    }

    @Test
    void whatWouldEndACellIsQuoted() {
        assertThat(line("甲,\"1\"")).isEqualTo("\"甲,\"\"1\"\"\"");
        assertThat(line("a\nb")).isEqualTo("\"a\nb\"");
        assertThat(line("plain text")).isEqualTo("plain text");
        assertThat(line("")).isEmpty();
    }

    @Test
    void linesEndAsTheStandardSaysAndTheFileSaysThatItIsUtf8() {
        Csv csv = new Csv();
        csv.line(List.of("a", 1));
        csv.line(List.of("b", 2));
        assertThat(csv.toString()).isEqualTo("\uFEFFa,1\r\nb,2\r\n");
    }

    private static String line(Object cell) {
        Csv csv = new Csv();
        csv.line(List.of(cell));
        String text = csv.toString();
        return text.substring(1, text.length() - 2);
    }
}
