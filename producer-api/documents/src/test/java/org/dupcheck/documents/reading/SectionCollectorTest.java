package org.dupcheck.documents.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.SectionCollector.Mark;
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

    private static SectionCollector withSections(int count, int characters) {
        SectionCollector collector = new SectionCollector();
        for (int i = 0; i < count; i++) {
            collector.heading(1, "标题" + i, List.of(new Mark(SignalKind.HIDDEN_TEXT, 0, 2, 2)));
            collector.paragraph("文".repeat(characters));
        }
        return collector;
    }

    /** Each alone is under the floor of a passage: text that was copied whole came out clean. */
    @Test
    void manyShortSectionsInARowAreOne() {
        DocumentReading read = withSections(61, 20).document("x");
        assertThat(read.sections()).singleElement().satisfies(section -> {
            assertThat(section.key()).isEqualTo("标题0");
            assertThat(section.text()).contains("文\n标题60\n文");
        });
        // nothing is lost, and a trace is still where it was
        assertThat(read.sections().stream()
                        .flatMapToInt(section -> section.text().chars())
                        .filter(c -> c == '文')
                        .count())
                .isEqualTo(61 * 20);
        assertThat(read.signals())
                .hasSize(61)
                .allSatisfy(signal -> assertThat(textOf(read, signal)).isEqualTo("标题"));
    }

    private static String textOf(DocumentReading read, Signal signal) {
        return read.sections().stream()
                .filter(section -> section.key().equals(signal.section()))
                .findFirst()
                .orElseThrow()
                .text()
                .substring(signal.start(), signal.end());
    }

    @Test
    void theShortFieldsOfAFormKeepToThemselves() {
        assertThat(withSections(8, 20).document("x").sections()).hasSize(8);
    }

    @Test
    void longSectionsBesideManyShortOnesKeepTheirNames() {
        SectionCollector collector = withSections(20, 20);
        collector.heading(1, "立项依据", List.of());
        collector.paragraph("长".repeat(300));
        collector.heading(1, "附", List.of());
        collector.paragraph("短");
        assertThat(collector.document("x").sections().stream().reduce((a, b) -> b))
                .hasValueSatisfying(last -> {
                    assertThat(last.key()).isEqualTo("立项依据");
                    assertThat(last.text()).endsWith("附\n短");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0xE000, 0xF8FF, 0xF0000, 0x10FFFD})
    void charactersThatOnlyTheirFontKnowsAreTold(int character) {
        SectionCollector collector = new SectionCollector();
        collector.paragraph("甲" + Character.toString(character).repeat(13));
        assertThat(collector.document("x").unread())
                .containsExactly("13 private characters (U+E000 and others), which only their font knows");
        // some bullets of Word are such characters
        SectionCollector few = new SectionCollector();
        few.paragraph("甲" + Character.toString(character).repeat(12));
        assertThat(few.document("x").unread()).isEmpty();
    }
}
