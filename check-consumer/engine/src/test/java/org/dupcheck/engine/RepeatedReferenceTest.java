package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dupcheck.engine.Comparison.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A reference document that repeats a text does not hide it: a copy is found as if the document held it once. */
class RepeatedReferenceTest {
    private static final int OTHERS = 300;

    private final Texts texts = new Texts(77, 2_500);
    private final List<Document> others = new ArrayList<>();
    private final String before = own(260);
    private final String after = own(240);

    RepeatedReferenceTest() {
        for (int d = 0; d < OTHERS; d++) {
            others.add(Texts.document("other" + d, texts.text(900)));
        }
    }

    /** So many characters without a mark. */
    private String own(int characters) {
        return texts.text(characters).replaceAll("[，。\n]", "");
    }

    /** The piece so many times, with text of its own between. */
    private Document repeating(String id, String piece, int times) {
        StringBuilder text = new StringBuilder(own(150));
        for (int n = 0; n < times; n++) {
            text.append(piece).append(own(30 + texts.below(60))).append('\n');
        }
        return Texts.document(id, text.toString());
    }

    private ReferenceIndex index(Document... documents) {
        List<Document> all = new ArrayList<>(others);
        all.addAll(List.of(documents));
        return Check.index(EngineSettings.defaults(), all);
    }

    private void assertFoundOnce(Comparison.Match match, int size) {
        assertThat(match.passages()).hasSize(1);
        Passage passage = match.passages().get(0);
        assertThat(passage.start()).isBetween(before.length() - 1, before.length());
        assertThat(passage.end()).isBetween(before.length() + size, before.length() + size + 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 60", "2, 60", "9, 60", "30, 60", "300, 60", "3000, 60", "9, 120", "30, 120", "30, 200", "300, 200"})
    void aParagraphThatOneDocumentRepeatsIsFoundOnceWhereItIsCopied(int times, int size) {
        String paragraph = own(size);
        ReferenceIndex index = index(repeating("many", paragraph, times));
        Comparison result = Check.compare(index, Texts.document("q", before + paragraph + after));
        assertThat(result.matches()).extracting(match -> match.document().id()).containsExactly("many");
        assertFoundOnce(result.matches().get(0), size);
        assertThat(result.matchedTokens()).isBetween(size, size + 2);
        assertThat(result.signals()).isEmpty();
        assertThat(result.commonText().passages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 30, 300})
    void ofTwoDocumentsThatRepeatItBothAreNamed(int times) {
        String paragraph = own(90);
        ReferenceIndex index = index(repeating("a", paragraph, times), repeating("b", paragraph, times));
        Comparison result = Check.compare(index, Texts.document("q", before + paragraph + after));
        assertThat(result.matches()).extracting(match -> match.document().id()).containsExactlyInAnyOrder("a", "b");
        assertThat(result.matches()).allSatisfy(match -> assertFoundOnce(match, 90));
        assertThat(result.signals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 300, 1_000})
    void anEditedCopyIsFoundToo(int times) {
        String paragraph = own(200);
        Document submission = Texts.document("q", before + texts.edited(paragraph, .08) + after);
        int once =
                Check.compare(index(repeating("one", paragraph, 1)), submission).matchedTokens();
        Comparison result = Check.compare(index(repeating("many", paragraph, times)), submission);
        assertThat(once).isGreaterThan(170);
        assertThat(result.matchedTokens()).isBetween(once - 4, once + 4);
        assertThat(result.signals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "9, 30", "30, 9", "30, 30", "30, 300", "300, 30", "300, 300"})
    void aParagraphThatBothRepeatIsFoundInEachRepeatOfTheSubmission(int copied, int times) {
        String paragraph = own(100);
        ReferenceIndex index = index(repeating("many", paragraph, times));
        StringBuilder submission = new StringBuilder();
        BitSet wanted = new BitSet();
        for (int n = 0; n < copied; n++) {
            submission.append(own(80));
            wanted.set(submission.length(), submission.length() + 100);
            submission.append(paragraph);
        }
        Comparison result = Check.compare(index, Texts.document("q", submission.toString()));
        assertThat(result.matches()).hasSize(1);
        result.matches().get(0).passages().forEach(passage -> wanted.clear(passage.start(), passage.end()));
        // at the border of two boxes a few characters of a repeat may be in neither
        assertThat(wanted.cardinality()).isLessThanOrEqualTo(2 * copied);
    }

    /** Nothing so short is a passage that counts: it is minor, as if the document held it once. */
    @ParameterizedTest
    @CsvSource({"13, 9", "13, 300", "16, 300", "20, 9", "20, 30", "20, 300", "20, 3000"})
    void aShortPhraseThatOneDocumentRepeatsIsMinorAsIfItHeldItOnce(int size, int times) {
        String phrase = own(size);
        Document submission = Texts.document("q", before + phrase + after);
        Comparison once = Check.compare(index(repeating("many", phrase, 1)), submission);
        Comparison often = Check.compare(index(repeating("many", phrase, times)), submission);
        assertThat(once.minor()).extracting(match -> match.document().id()).contains("many");
        assertThat(often.minor()).extracting(match -> match.document().id()).contains("many");
        assertThat(once.matches()).isEmpty();
        assertThat(often.matches()).isEmpty();
        assertThat(often.signals()).isEmpty();
    }

    /** Of words 13 tokens are long enough to count. */
    @ParameterizedTest
    @CsvSource({"13, 9", "13, 300", "20, 30", "20, 300"})
    void aShortPhraseOfWordsThatOneDocumentRepeatsCounts(int size, int times) {
        StringBuilder words = new StringBuilder(" ");
        for (int w = 0; w < size; w++) {
            words.append("w").append((char) ('a' + w)).append("ord ");
        }
        Document submission = Texts.document("q", before + words + after);
        Comparison once = Check.compare(index(repeating("many", words.toString(), 1)), submission);
        Comparison often = Check.compare(index(repeating("many", words.toString(), times)), submission);
        assertThat(once.matchedTokens()).isBetween(size, size + 2);
        assertThat(often.matchedTokens()).isBetween(size, size + 2);
        assertThat(often.signals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 30, 300})
    void aRowOfATableThatOneDocumentRepeatsIsFoundOnce(int times) {
        String row = own(14) + " 2024 " + own(12) + " 3500 " + own(16) + " 17.5 ";
        StringBuilder table = new StringBuilder(own(200)).append('\n');
        for (int n = 0; n < times; n++) {
            table.append(row).append(n).append('\n');
        }
        ReferenceIndex index = index(Texts.document("table", table + own(200)));
        Comparison result = Check.compare(index, Texts.document("q", before + "\n" + row + "\n" + after));
        assertThat(result.matches()).hasSize(1);
        assertThat(result.matches().get(0).passages()).hasSize(1);
        assertThat(result.matchedTokens()).isBetween(46, 50);
        assertThat(result.signals()).isEmpty();
    }

    /** Rows of zeros say nothing, also where one document alone has them. */
    @Test
    void aFillerThatOneDocumentRepeatsIsNoPassage() {
        String zeros = "0.00 ".repeat(60);
        ReferenceIndex index = index(Texts.document("zeros", own(200) + "\n" + zeros + own(200)));
        Comparison result = Check.compare(index, Texts.document("q", before + "\n" + zeros + "\n" + after));
        assertThat(result.matches()).isEmpty();
    }

    @Test
    void partsOfALongTextThatManyDocumentsHoldAreToldWhereTheyAreNotLookedUp() {
        String held = own(30_000);
        List<Document> documents = new ArrayList<>();
        for (int d = 0; d < 45; d++) {
            documents.add(Texts.document("d" + d, held));
        }
        ReferenceIndex index = Check.index(EngineSettings.defaults(), documents);
        Comparison part = Check.compare(index, Texts.document("q", before + held.substring(0, 1_000) + after));
        Comparison whole = Check.compare(index, Texts.document("q", held));
        assertThat(part.signals()).isEmpty();
        assertThat(whole.signals()).anySatisfy(signal -> {
            assertThat(signal.kind()).isEqualTo(Comparison.Signal.Kind.SEARCH_LIMIT);
            assertThat(signal.start()).isBetween(0, 100);
            assertThat(signal.end()).isBetween(29_900, held.length());
        });
    }

    /** In fewer documents than are followed, and often in some of them: what is followed is the same whatever the pages. */
    @Test
    void whatIsFollowedDoesNotDependOnThePages() {
        String paragraph = own(100);
        List<Document> documents = new ArrayList<>(others);
        for (int d = 0; d < 30; d++) {
            documents.add(repeating("many" + d, paragraph, 1 + (d % 5) * 20));
        }
        Document submission = Texts.document("q", before + paragraph + after, paragraph);
        Comparison one = Check.compare(Check.index(Check.paged(10_000), documents), submission);
        assertThat(one.matches()).isNotEmpty();
        assertThat(Check.compare(Check.index(Check.paged(7), documents), submission))
                .isEqualTo(one);
        assertThat(Check.compare(Check.index(Check.paged(1), documents), submission))
                .isEqualTo(one);
    }

    @Test
    void aRepeatingDocumentThatIsTakenOutLeavesNothingBehind() {
        String paragraph = own(100);
        Document submission = Texts.document("q", before + paragraph + after);
        Document one = Texts.document("one", own(200) + paragraph);
        Document again = new Document(
                new Document.Id("t", "again"),
                null,
                List.of(
                        new Document.Section("a", own(50) + paragraph.repeat(3)),
                        new Document.Section("b", paragraph + own(5))));
        ReferenceIndex thereAndBack = index(one, repeating("many", paragraph, 30), again);
        thereAndBack.apply(List.of(new Change.Remove(new Document.Id("t", "many")), new Change.Remove(again.id())), 2);
        assertThat(Check.compare(thereAndBack, submission)).isEqualTo(Check.compare(index(one), submission));
    }
}
