package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.engine.text.Grams;
import org.junit.jupiter.api.Test;

/** No document that a check would match is overlooked, and few texts are named for nothing. */
class PercolatorTest {
    private final long seed = Long.getLong("dupcheck.seed", System.nanoTime() & 0xFFFFF);

    private final Texts texts = new Texts(seed, 3_000);

    private final Percolator<String> percolator = new Percolator<>();

    @Test
    void aTextWhoseResultADocumentChangesIsTouchedByIt() {
        int changed = 0;
        for (int trial = 0; trial < 60; trial++) {
            List<Document> documents = new ArrayList<>();
            for (int d = 0; d < 12; d++) {
                documents.add(Texts.document("d" + d, texts.text(200 + texts.below(600))));
            }
            ReferenceIndex index = Check.index(EngineSettings.defaults(), documents);
            Statistics statistics = index.view().statistics();
            List<Document> submissions = new ArrayList<>();
            for (int s = 0; s < 8; s++) {
                submissions.add(Texts.document("s" + s, texts.text(150), texts.text(400)));
                percolator.watch(
                        submissions.get(s).id().id(), submissions.get(s).sections());
            }
            Document added = Texts.document("added", copied(submissions.get(texts.below(8))), texts.text(200));
            List<Comparison> before = compared(index, submissions, statistics);
            index.apply(List.of(new Change.Put(added)), 2);
            List<Comparison> after = compared(index, submissions, statistics);
            Set<String> touched =
                    percolator.touchedBy(List.of(added), statistics).keySet();
            for (int s = 0; s < submissions.size(); s++) {
                if (!before.get(s).equals(after.get(s))) {
                    changed++;
                    assertThat(touched)
                            .as("seed %d, trial %d", seed, trial)
                            .contains(submissions.get(s).id().id());
                }
            }
        }
        assertThat(changed).as("seed %d", seed).isGreaterThan(30);
    }

    /** A part of a submission with some of its characters changed. */
    private String copied(Document submission) {
        String text = submission.sections().get(1).text();
        int from = texts.below(200);
        StringBuilder copy = new StringBuilder(texts.text(100)).append(text, from, from + 40 + texts.below(150));
        for (int at = 100; at < copy.length(); at++) {
            if (texts.below(7) == 0) {
                copy.setCharAt(at, texts.unbroken(1).charAt(0));
            }
        }
        return copy.toString();
    }

    private static List<Comparison> compared(ReferenceIndex index, List<Document> submissions, Statistics statistics) {
        return submissions.stream()
                .map(submission -> index.view().compare(submission, CheckOptions.DEFAULT, statistics))
                .toList();
    }

    @Test
    void textsOfTheirOwnAreNotTouched() {
        for (int s = 0; s < 500; s++) {
            percolator.watch("s" + s, Texts.document("s", texts.text(1_000)).sections());
        }
        int touched = 0;
        for (int d = 0; d < 20; d++) {
            touched += percolator
                    .touchedBy(List.of(Texts.document("d", texts.text(1_000))), Statistics.NONE)
                    .size();
        }
        assertThat(touched).as("seed %d: of 10,000", seed).isLessThan(300);
    }

    @Test
    void whatIsForgottenOrReplacedIsNotTouched() {
        String text = texts.unbroken(200);
        percolator.watch("a", Texts.document("s", text).sections());
        percolator.watch("b", Texts.document("s", text, text).sections());
        Document document = Texts.document("d", text);
        assertThat(percolator.touchedBy(List.of(document), Statistics.NONE))
                .as("samples of a fifth of the places")
                .isEqualTo(Map.of("a", Grams.samples(200), "b", Grams.samples(200)));
        long both = percolator.grams();
        percolator.forget("a");
        percolator.forget("never");
        assertThat(percolator.grams()).isEqualTo(both / 2).isPositive();
        percolator.watch("b", Texts.document("s", texts.newWords(100, " ")).sections());
        assertThat(percolator.touchedBy(List.of(document), Statistics.NONE)).isEmpty();
        percolator.forget("b");
        assertThat(percolator.grams()).isZero();
    }

    @Test
    void aTextTooShortForAGramIsNeverTouched() {
        percolator.watch("short", Texts.document("s", "abc").sections());
        assertThat(percolator.touchedBy(List.of(Texts.document("d", "abc")), Statistics.NONE))
                .isEmpty();
    }
}
