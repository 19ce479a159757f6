package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.index.FrequentGrams;
import org.junit.jupiter.api.Test;

/** Statistics stand still while the reference set moves, and depend on nothing but the documents. */
class StatisticsTest {
    /** Every character may follow every other: nothing is frequent by chance. */
    private static final int ALPHABET = 3_000;

    /** A fixed one: a neighbour that is equal by chance makes a passage longer than the test says. */
    private final long seed = Long.getLong("dupcheck.seed", 7);

    private final Texts texts = new Texts(seed, ALPHABET);

    @Test
    void aDocumentMoreOrLessMovesNoFigureOfAnotherWhileTheStatisticsStandStill() {
        List<Document> documents = documents(60);
        String phrase = texts.unbroken(32);
        documents.add(Texts.document("phrase", texts.text(300) + phrase + texts.text(300)));
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents);
        Statistics statistics = index.view().statistics();
        Document submission = submissionOf(documents, phrase);
        Comparison before = index.view().compare(submission, CheckOptions.DEFAULT, statistics);
        assertThat(before.matches()).hasSize(4);
        boolean moves = false;
        for (int version = 2; version < 40; version++) {
            // with the words of the phrase, which make it cheap, but no gram of it
            StringBuilder words = new StringBuilder(texts.text(400));
            for (int i = 0; i < 40; i++) {
                int from = texts.below(phrase.length() - 4);
                words.append(phrase, from, from + 4).append(texts.newWords(1, " "));
            }
            Document other = Texts.document("other" + version % 7, words.toString(), texts.text(2_000));
            index.apply(List.of(version % 3 == 0 ? new Change.Remove(other.id()) : new Change.Put(other)), version);
            Comparison after = index.view().compare(submission, CheckOptions.DEFAULT, statistics);
            assertThat(after).as("seed %d, version %d", seed, version).isEqualTo(before);
            moves |= !index.view().compare(submission, CheckOptions.DEFAULT).equals(before);
        }
        assertThat(moves).as("seed %d: new statistics are others", seed).isTrue();
    }

    @Test
    void aGramBecomesFrequentWithNewStatisticsOnly() {
        String shared = texts.unbroken(60);
        List<Document> documents = documents(20);
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents);
        Statistics before = index.view().statistics();
        List<Change> more = new ArrayList<>();
        for (int i = 0; i < FrequentGrams.MAX_DOCUMENTS + 10; i++) {
            // at the start of a section: so it is indexed at the same places in each
            more.add(new Change.Put(Texts.document("more" + i, shared + texts.text(200))));
        }
        index.apply(more, 2);
        Document submission = Texts.document("q", texts.text(300) + shared + texts.text(300));
        assertThat(index.view()
                        .compare(submission, CheckOptions.DEFAULT, before)
                        .matches())
                .hasSize(more.size());
        Comparison after = index.view().compare(submission, CheckOptions.DEFAULT);
        assertThat(after.matches()).isEmpty();
        assertThat(after.commonText().passages()).hasSize(1);
    }

    @Test
    void thereAreTheSameFrequentGramsWhateverThePagesAndWhatWasThereBefore() {
        String shared = texts.unbroken(60);
        List<Document> documents = new ArrayList<>(documents(30));
        for (int i = 0; i < 70; i++) {
            documents.add(Texts.document("form" + i, shared + texts.text(50)));
        }
        ReferenceIndex whole = Check.index(EngineSettings.defaults(), documents);
        ReferenceIndex moved = ReferenceIndex.empty(new EngineSettings(7, 90, 13));
        long version = 0;
        for (Document document : documents) {
            moved.apply(
                    List.of(new Change.Put(Texts.document(document.id().id(), shared + texts.text(30)))), ++version);
        }
        for (Document document : documents) {
            moved.apply(List.of(new Change.Put(document)), ++version);
        }
        FrequentGrams frequent = whole.view().statistics().frequentGrams();
        assertThat(frequent.size()).isEqualTo((60 - 6) / 5 + 1);
        assertThat(bytes(frequent)).isEqualTo(bytes(moved.view().statistics().frequentGrams()));
        for (int i = 0; i < 30; i++) {
            moved.apply(List.of(new Change.Remove(Texts.document("form" + i).id())), ++version);
        }
        assertThat(moved.view().statistics().frequentGrams().size()).isZero();
    }

    @Test
    void whatWasWrittenAndReadGivesTheSameResults() {
        List<Document> documents = documents(80);
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents);
        Statistics taken = index.view().statistics();
        Statistics read = Statistics.read(bytes(taken));
        assertThat(read.corpusVersion()).isEqualTo(1);
        assertThat(bytes(read)).isEqualTo(bytes(taken));
        Document submission = submissionOf(documents, "");
        assertThat(index.view().compare(submission, CheckOptions.DEFAULT, read))
                .isEqualTo(index.view().compare(submission, CheckOptions.DEFAULT, taken));
        assertThat(bytes(Statistics.read(bytes(Statistics.NONE)))).isEqualTo(bytes(Statistics.NONE));
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = bytes(Statistics.NONE);
        for (int place : new int[] {0, 9, bytes.length / 2, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 1;
            assertThatThrownBy(() -> Statistics.read(damaged)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Statistics.read(new byte[3])).isInstanceOf(IllegalArgumentException.class);
    }

    /** From the first reference document on, figures are those of a larger set. */
    @Test
    void aCopyHasTheSameFiguresWithoutStatisticsAsWithThem() {
        String source = texts.unbroken(400);
        List<Document> documents = documents(80);
        documents.add(Texts.document("a", source));
        ReferenceIndex.View view =
                Check.index(EngineSettings.defaults(), documents).view();
        for (int length : new int[] {30, 60, 200}) {
            Document submission = Texts.document(
                    "q", texts.text(300) + "，" + source.substring(50, 50 + length) + "，" + texts.text(300));
            Comparison without = view.compare(submission, CheckOptions.DEFAULT, Statistics.NONE);
            assertThat(without.matches()).hasSize(1);
            assertThat(without.matchedTokens()).isBetween(length, length + 2);
            assertThat(without)
                    .as("seed %d, %d characters", seed, length)
                    .isEqualTo(view.compare(submission, CheckOptions.DEFAULT));
        }
    }

    /** A form's declaration is cheap from the first dozen documents on. */
    @Test
    void whatEveryDocumentOfASmallSetHoldsIsNoPassage() {
        String declaration = texts.unbroken(80);
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            documents.add(Texts.document("form" + i, texts.text(200) + declaration + texts.text(20)));
        }
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents);
        Document submission = Texts.document("q", texts.text(300) + "，" + declaration + "，" + texts.text(100));
        assertThat(Check.compare(index, submission).matches())
                .as("seed %d", seed)
                .isEmpty();
    }

    private List<Document> documents(int count) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(Texts.document("d" + i, texts.text(300), texts.text(900)));
        }
        return documents;
    }

    /** With copied text of three documents, edited in part. */
    private Document submissionOf(List<Document> documents, String phrase) {
        StringBuilder text = new StringBuilder(texts.text(300)).append(phrase);
        for (int i = 0; i < 3; i++) {
            String source = documents.get(i * 5).sections().get(1).text();
            text.append(texts.edited(source.substring(100, 300), .04)).append(texts.text(200));
        }
        return Texts.document("q", text.toString());
    }

    private static byte[] bytes(Statistics statistics) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        statistics.write(out);
        return out.toByteArray();
    }

    private static byte[] bytes(FrequentGrams grams) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        grams.write(new PageOutput(out));
        return out.toByteArray();
    }
}
