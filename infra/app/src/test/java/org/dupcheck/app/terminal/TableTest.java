package org.dupcheck.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void hanCharactersTakeTwoColumns() {
        assertThat(TextWidth.of("abc")).isEqualTo(3);
        assertThat(TextWidth.of("查重a")).isEqualTo(5);
        assertThat(TextWidth.of("𠀀")).isEqualTo(2);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(TextWidth.pad("查重", 6)).isEqualTo("查重  ");
        assertThat(TextWidth.padLeft("7", 3)).isEqualTo("  7");
    }

    @Test
    void whatIsTooWideIsCutWithAnEllipsisWithinTheWidth() {
        assertThat(TextWidth.cut("查重结果", 8)).isEqualTo("查重结果");
        assertThat(TextWidth.cut("查重结果", 7)).isEqualTo("查重结…");
        assertThat(TextWidth.cut("查重结果", 6)).isEqualTo("查重…");
        assertThat(TextWidth.excerpt("a\n b  c", 10)).isEqualTo("a b c");
        String excerpt = TextWidth.excerpt("一二三四五六七八九十甲乙丙丁戊己庚辛", 18);
        assertThat(excerpt).startsWith("一二三").contains("…").endsWith("庚辛");
        assertThat(TextWidth.of(excerpt)).isLessThanOrEqualTo(18);
    }

    @Test
    void aBarIsFilledInEighths() {
        assertThat(TextWidth.bar(0, 4)).isEqualTo("····");
        assertThat(TextWidth.bar(1, 4)).isEqualTo("████");
        assertThat(TextWidth.bar(0.5, 4)).isEqualTo("██··");
        assertThat(TextWidth.bar(0.125, 1)).isEqualTo("▏");
        assertThat(TextWidth.bar(7, 2)).isEqualTo("██");
    }

    @Test
    void columnsLineUpWithHanCharactersAndNumbersStandOnTheRight() {
        Table table = new Table("what", ">ms");
        table.row("查重", "5");
        table.row("a", "120");
        assertThat(table.lines(80)).containsExactly("what   ms", "────  ───", "查重    5", "a     120");
    }

    @Test
    void theWidestColumnGivesWayWhereTheTerminalIsNarrow() {
        Table table = new Table("k", "text");
        table.row("1", "x".repeat(50));
        assertThat(table.lines(20))
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(20));
        assertThat(table.lines(20).get(2)).endsWith("x…");
        assertThat(table.lines(1).get(2)).as("never narrower than can be read").hasSize(11);
    }

    @Test
    void aRowWithTooFewCellsIsABug() {
        assertThatThrownBy(() -> new Table("a", "b").row("1")).isInstanceOf(IllegalArgumentException.class);
    }
}
