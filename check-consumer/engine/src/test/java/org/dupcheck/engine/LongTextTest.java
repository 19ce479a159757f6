package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is found in a short text is found in a long one too, though chance makes far more of what is not there. */
class LongTextTest {
    private static final int LONG = 120_000;

    private final Texts texts = new Texts(17, 3_000);

    @Test
    void aLongTextWithAFifthOfItsCharactersEditedIsFoundAsAWhole() {
        String text = texts.text(LONG);
        ReferenceIndex index =
                Check.index(EngineSettings.defaults(), List.of(Texts.document("r", text), other(1), other(2)));
        Comparison result = Check.compare(index, Texts.document("q", texts.edited(text, .2)));
        assertThat(result.containment()).isGreaterThan(.95);
        assertThat(result.matches()).hasSize(1);
    }

    @Test
    void aLongTextWhoseSentencesWereShuffledIsFoundSentenceBySentence() {
        String text = texts.text(30_000);
        List<String> sentences = new ArrayList<>();
        for (int from = 0; from + 60 <= text.length(); from += 60) {
            sentences.add(text.substring(from, from + 60));
        }
        Collections.shuffle(sentences, new Random(5));
        ReferenceIndex index =
                Check.index(EngineSettings.defaults(), List.of(Texts.document("r", text), other(1), other(2)));
        Comparison result = Check.compare(index, Texts.document("q", String.join("", sentences)));
        assertThat(result.containment()).isGreaterThan(.9);
    }

    @Test
    void shortPassagesOfManyDocumentsAreFoundInALongTextOfItsOwn() {
        List<Document> references = new ArrayList<>();
        StringBuilder submission = new StringBuilder();
        for (int d = 0; d < 60; d++) {
            String text = texts.text(1_500);
            references.add(Texts.document("r" + d, text));
            submission.append(texts.text(1_500)).append(texts.edited(text.substring(600, 700), .1));
        }
        ReferenceIndex index = Check.index(EngineSettings.defaults(), references);
        Comparison result = Check.compare(index, Texts.document("q", submission.toString()));
        assertThat(result.matches()).hasSizeBetween(58, 60);
        assertThat(result.containment()).isBetween(.05, .075);
    }

    /** Copies without a seed lie at some distance from those with: up to where they are seen must not depend on the page. */
    @Test
    void whatIsFoundInALongTextDoesNotDependOnThePages() {
        List<Document> references = new ArrayList<>();
        StringBuilder submission = new StringBuilder();
        for (int d = 0; d < 3; d++) {
            StringBuilder reference = new StringBuilder();
            for (int part = 0; part < 50; part++) {
                String common = texts.text(330 + part);
                reference.append(common);
                submission.append(common);
                for (int from = 0; from + 8 <= common.length(); from += 8) {
                    submission.append(common, from, from + 4).append(texts.text(4));
                }
            }
            references.add(Texts.document("r" + d, texts.text(60 + 37 * d), reference.toString()));
        }
        Document query = Texts.document("q", submission.toString());
        Comparison once = Check.compare(Check.index(EngineSettings.defaults(), references), query);
        assertThat(once.matches()).hasSize(3);
        for (int seed = 0; seed < 4; seed++) {
            Collections.shuffle(references, new Random(seed));
            ReferenceIndex index = Check.index(Check.paged(1 + seed), references);
            assertThat(Check.compare(index, query)).as("order %d", seed).isEqualTo(once);
        }
    }

    private Document other(int number) {
        return Texts.document("other" + number, texts.text(LONG / 4));
    }
}
