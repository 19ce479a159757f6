package org.dupcheck.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and texts that the contract takes, whatever stands in a file. */
final class SectionCollectorTest {
    @ParameterizedTest
    @ValueSource(strings = {"\u0085", "\u0007", "\u2028\u2029", "\u009F\u0000"})
    void aHeadingWithoutAnyCharacterToShowIsNamedBody(String heading) {
        SectionCollector collector = new SectionCollector();
        collector.heading(1, "a" + heading + "b", List.of());
        collector.paragraph("甲");
        collector.heading(1, heading + "\u0001", List.of());
        collector.paragraph("乙");
        collector.heading(1, heading + "\u0001", List.of());
        collector.paragraph("丙");
        assertThat(collector.document("x").sections())
                .extracting(Section::key)
                .containsExactly(
                        heading.contains("\0") ? "a \uFFFDb" : "a b", expected(heading, 1), expected(heading, 2));
    }

    private static String expected(String heading, int number) {
        String name = heading.contains("\0") ? "\uFFFD" : SectionCollector.BODY;
        return number == 1 ? name : name + " (2)";
    }

    @Test
    void aNulBecomesAReplacementCharacterAndEveryOffsetStays() {
        SectionCollector collector = new SectionCollector();
        collector.paragraph("甲\0乙");
        assertThat(collector.document("x").sections()).containsExactly(new Section("body", "甲\uFFFD乙"));
    }
}
