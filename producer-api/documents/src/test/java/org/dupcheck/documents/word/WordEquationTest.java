package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordEquationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\o\\ac(○,每)|每",
                "\\o\\ac(□,○)|□○",
                "\\o(\\s\\up 1(每), )|每",
                "\\f(1,2)|1 2",
                "\\x(a\\,b)|a,b",
                "\\l(a,b)|a,b",
                "\\o(每|每",
                "\\a\\co2(甲,乙)|甲 乙",
                "\\s\\up8(上)\\s\\do8(下)|上下",
                "每(逢)|每(逢)"
            })
    void anEquationLosesNothingButItsSwitches(String code, String text) {
        assertThat(WordEquation.text(code)).isEqualTo(text);
    }
}
