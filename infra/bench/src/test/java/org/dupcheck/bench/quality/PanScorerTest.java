package org.dupcheck.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dupcheck.bench.data.QueryRow;
import org.dupcheck.bench.measure.BenchException;
import org.junit.jupiter.api.Test;

class PanScorerTest {
    private static final String TEXT = "字".repeat(100);

    private final PanScorer scorer = new PanScorer();

    private static QueryRow query(String id, String disguise, QueryRow.CaseRow... cases) {
        return new QueryRow(id, disguise, TEXT, List.of(cases), null);
    }

    private static QueryRow.CaseRow planted(String ref, int q, int qEnd, int r, int rEnd) {
        return new QueryRow.CaseRow(ref, List.of(q, qEnd), List.of(r, rEnd));
    }

    /** The figures expected are those of the scoring script of the texts for measuring, on the same five queries. */
    @Test
    void smallCasesScoreAsTheScriptScoresThem() {
        scorer.add(
                query("q1", "none", planted("a", 10, 40, 0, 30), planted("b", 60, 80, 5, 25)),
                List.of(
                        new Pair("a", 5, 20, 0, 10),
                        new Pair("a", 5, 20, 0, 10),
                        new Pair("a", 25, 45, 15, 35),
                        new Pair("b", 0, 10, 0, 10)));
        scorer.add(
                query("q2", "edit", planted("a", 0, 50, 20, 60)),
                List.of(new Pair("a", 10, 30, 20, 70), new Pair("a", 20, 60, 40, 60), new Pair("c", 90, 100, 1, 9)));
        scorer.add(query("q3", "clean"), List.of(new Pair("a", 1, 5, 1, 5), new Pair("b", 20, 30, 7, 9)));
        scorer.add(query("q4", "clean"), List.of());
        scorer.add(
                new QueryRow("q5", "edit", TEXT, List.of(planted("a", 0, 60, 0, 60)), List.of("a")),
                List.of(new Pair("a", 0, 60, 0, 60), new Pair("b", 0, 60, 0, 60)));

        assertThat(scorer.figures().keySet()).containsExactly("all", "clean", "edit", "none");
        assertFigures("all", new PanFigures(0.393506, 0.545289, 0.680556, 0.471164, 1.666667, 4, 3, 9));
        assertFigures("edit", new PanFigures(0.594348, 0.675420, 0.944444, 0.672619, 1.5, 2, 2, 4));
        assertFigures("none", new PanFigures(0.291054, 0.350517, 0.416667, 0.516667, 2, 2, 1, 3));
        assertFigures("clean", new PanFigures(0, 0, 0, 0, 1, 0, 0, 2));
        assertThat(scorer.clean()).isEqualTo(2);
        assertThat(scorer.flagged()).containsExactly(new PanScorer.Flagged("q3", new Pair("b", 20, 30, 7, 9)));
    }

    private void assertFigures(String group, PanFigures expected) {
        PanFigures figures = scorer.figures(group);
        assertThat(figures.macro()).as("macro").isCloseTo(expected.macro(), within(1e-6));
        assertThat(figures.micro()).as("micro").isCloseTo(expected.micro(), within(1e-6));
        assertThat(figures.recall()).as("recall").isCloseTo(expected.recall(), within(1e-6));
        assertThat(figures.precision()).as("precision").isCloseTo(expected.precision(), within(1e-6));
        assertThat(figures.granularity()).as("granularity").isCloseTo(expected.granularity(), within(1e-6));
        assertThat(figures.cases()).isEqualTo(expected.cases());
        assertThat(figures.found()).isEqualTo(expected.found());
        assertThat(figures.detections()).isEqualTo(expected.detections());
    }

    @Test
    void whatIsFoundExactlyScoresOne() {
        scorer.add(query("q", "none", planted("a", 10, 40, 0, 30)), List.of(new Pair("a", 10, 40, 0, 30)));
        assertThat(scorer.figures("all")).isEqualTo(new PanFigures(1, 1, 1, 1, 1, 1, 1, 1));
    }

    @Test
    void nothingFoundScoresNothing() {
        scorer.add(query("q", "none", planted("a", 10, 40, 0, 30)), List.of());
        assertThat(scorer.figures("all")).isEqualTo(new PanFigures(0, 0, 0, 0, 1, 1, 0, 0));
        assertThat(scorer.figures("all").cells("all"))
                .startsWith("all", "0.000")
                .endsWith("1", "0", "0");
        assertThat(scorer.figures("no such class").cells("none")).startsWith("none", "–");
    }

    @Test
    void theOtherSideOfACoupleCountsToo() {
        // the same place of the query, another of the reference document
        scorer.add(query("q", "none", planted("a", 10, 40, 0, 30)), List.of(new Pair("a", 10, 40, 50, 80)));
        assertThat(scorer.figures("all").found()).isZero();
    }

    @Test
    void aPassageOutOfTheTextIsRefused() {
        for (Pair wrong : List.of(
                new Pair("a", 5, 5, 0, 9),
                new Pair("a", 5, 101, 0, 9),
                new Pair("a", -1, 5, 0, 9),
                new Pair("a", 1, 5, 9, 9),
                new Pair("a", 1, 5, -1, 9))) {
            assertThatThrownBy(() -> scorer.add(query("q", "clean"), List.of(wrong)))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("out of range");
        }
    }

    @Test
    void lengthsAreCodePoints() {
        QueryRow astral = new QueryRow("q", "clean", "😀😀", List.of(), null);
        scorer.add(astral, List.of(new Pair("a", 0, 2, 0, 2)));
        assertThatThrownBy(() -> scorer.add(astral, List.of(new Pair("a", 0, 3, 0, 2))))
                .isInstanceOf(BenchException.class);
    }
}
