package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With the floor at 13, every common run of 13 tokens is reported: held against a plain model, by dynamic programming. */
class GuaranteeTest {
    private static final int FLOOR = EngineSettings.DEFAULT_FLOOR_TOKENS;

    /** 100,000 for the full proof. */
    private static final int TRIALS = Integer.getInteger("dupcheck.trials", 600);

    private static final long SEED = Long.getLong("dupcheck.seed", new Random().nextLong());

    @Test
    void everyCommonRunOfThirteenTokensIsReported() {
        System.out.println("GuaranteeTest: dupcheck.seed=" + SEED);
        for (int trial = 0; trial < TRIALS; trial++) {
            trial(SEED + trial);
        }
    }

    private static void trial(long seed) {
        Texts texts = new Texts(seed, 2 + texts(seed).below(60));
        List<Document> references = new ArrayList<>();
        List<String> pieces = new ArrayList<>();
        for (int d = 0; d < 1 + texts.below(4); d++) {
            String[] sections = new String[1 + texts.below(2)];
            for (int s = 0; s < sections.length; s++) {
                sections[s] = texts.below(8) == 0 ? "重复".repeat(texts.below(40)) : texts.mixed(texts.below(90));
                pieces.add(sections[s]);
            }
            references.add(Texts.document("r" + d, sections));
        }
        String[] sections = new String[1 + texts.below(2)];
        for (int s = 0; s < sections.length; s++) {
            sections[s] = texts.mixed(texts.below(20))
                    + part(texts, pieces)
                    + texts.mixed(texts.below(20))
                    + part(texts, pieces);
        }
        Document submission = Texts.document("q", sections);
        ReferenceIndex index = Check.index(Check.exact(1 + texts.below(3)), references);
        Comparison result = Check.compare(index, submission);
        for (Document reference : references) {
            for (int s = 0; s < sections.length; s++) {
                CommonRuns.assertCovered(result, submission.sections().get(s), reference, FLOOR, "seed " + seed);
            }
        }
    }

    private static Texts texts(long seed) {
        return new Texts(seed ^ 0x5DEECE66DL, 50);
    }

    private static String part(Texts texts, List<String> pieces) {
        String piece = pieces.get(texts.below(pieces.size()));
        int from = texts.below(piece.length() + 1);
        return piece.substring(from, from + texts.below(piece.length() - from + 1));
    }

    @Test
    void aRunOfGramsThatStandEverywhereIsReportedToo() {
        Texts texts = new Texts(1, 300);
        String phrase = texts.text(40);
        List<Document> references = new ArrayList<>();
        for (int d = 0; d < 200; d++) {
            references.add(Texts.document("r" + d, texts.text(50) + phrase + texts.text(50)));
        }
        Document submission = Texts.document("q", texts.text(30) + phrase.substring(5, 35));
        Comparison exact = Check.compare(Check.index(Check.exact(64), references), submission);
        assertThat(exact.matches()).hasSize(200);
    }

    @Test
    void textThatStandsInManyDocumentsIsFoundWithTheDefaultFloorToo() {
        Texts texts = new Texts(2, 60);
        String copied = texts.text(400);
        List<Document> references = new ArrayList<>();
        for (int d = 0; d < 100; d++) {
            references.add(Texts.document("r" + d, texts.text(1_500) + copied));
        }
        for (int d = 0; d < 300; d++) {
            references.add(Texts.document("other" + d, texts.text(1_500)));
        }
        Document submission = Texts.document("q", texts.text(300) + copied + texts.text(300));
        Comparison one = Check.compare(Check.index(Check.paged(1_000), references), submission);
        Comparison many = Check.compare(Check.index(Check.paged(30), references), submission);
        assertThat(one.containment()).isBetween(.35, .45);
        assertThat(many).isEqualTo(one);
    }
}
