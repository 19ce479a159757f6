package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected scores on a corpus made from a fixed seed: fails when recall or precision moves. */
class RecallTest {
    private static final int CASES = 40;

    @ParameterizedTest(name = "{0} characters, {1} edited")
    @CsvSource({
        "300, 0, 1.000, .99",
        "300, .1, 1.000, .97",
        "300, .2, 1.000, .94",
        "60, 0, 1.000, .98",
        "60, .1, .95, .90"
    })
    void asMuchIsFoundAsEver(int characters, double edited, double leastFound, double leastCovered) {
        Texts texts = new Texts(2026, 1_500);
        List<Document> references = new ArrayList<>();
        for (int d = 0; d < 200; d++) {
            references.add(Texts.document("r" + d, texts.text(1_200)));
        }
        ReferenceIndex index = Check.index(EngineSettings.defaults(), references);
        int found = 0;
        int wrong = 0;
        double covered = 0;
        for (int k = 0; k < CASES; k++) {
            Document source = references.get(k * 5);
            String copied = texts.edited(source.sections().get(0).text().substring(300, 300 + characters), edited);
            String before = texts.text(400);
            Comparison result = Check.compare(index, Texts.document("q" + k, before + copied + texts.text(400)));
            for (Comparison.Match match : result.matches()) {
                if (match.document().equals(source.id()) && match.passages().size() == 1) {
                    Comparison.Passage p = match.passages().get(0);
                    int common =
                            Math.min(p.end(), before.length() + copied.length()) - Math.max(p.start(), before.length());
                    found++;
                    covered += (double) common / Math.max(p.end() - p.start(), copied.length());
                } else {
                    wrong++;
                }
            }
        }
        assertThat((double) found / CASES).as("share of cases found").isGreaterThanOrEqualTo(leastFound);
        assertThat(covered / found).as("agreement of found passages").isGreaterThanOrEqualTo(leastCovered);
        assertThat(wrong).as("matches with other documents").isZero();
    }
}
