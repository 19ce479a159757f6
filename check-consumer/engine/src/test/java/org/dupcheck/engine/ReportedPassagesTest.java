package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.Comparison.Passage;
import org.dupcheck.engine.Comparison.SectionFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How passages are told: their places to the character, their figures, and their order. */
class ReportedPassagesTest {
    private final Texts texts = new Texts(21, 2_500);
    private final String source = texts.unbroken(400);

    private ReferenceIndex index(Document... documents) {
        List<Document> all = new ArrayList<>(List.of(documents));
        all.add(Texts.document("zz", texts.unbroken(600)));
        return Check.index(EngineSettings.defaults(), all);
    }

    private static Passage only(Comparison result) {
        assertThat(result.matches()).hasSize(1);
        assertThat(result.matches().get(0).passages()).hasSize(1);
        return result.matches().get(0).passages().get(0);
    }

    @Test
    void eachSectionHasFiguresOfItsOwnAndPassagesStandInTheOrderOfTheSubmission() {
        ReferenceIndex index = index(Texts.document("r", source));
        Comparison result = Check.compare(
                index,
                Texts.document(
                        "q",
                        texts.newWords(40, " ")
                                + source.substring(200, 260)
                                + texts.newWords(300, " ")
                                + source.substring(0, 100),
                        texts.newWords(30, " "),
                        source.substring(300, 350) + texts.newWords(50, " ")));
        assertThat(result.sections())
                .containsExactly(
                        new SectionFigures("s0", .32, 500, 160),
                        new SectionFigures("s1", 0, 30, 0),
                        new SectionFigures("s2", .5, 100, 50));
        assertThat(result.tokens()).isEqualTo(630);
        assertThat(result.matchedTokens()).isEqualTo(210);
        assertThat(result.containment()).isEqualTo(210 / 630.0);
        assertThat(result.longestRun()).isEqualTo(100);
        assertThat(result.matches().get(0).passages())
                .extracting(Passage::section, Passage::sourceStart, Passage::sourceEnd)
                .containsExactly(tuple("s0", 200, 260), tuple("s0", 0, 100), tuple("s2", 300, 350));
        assertThat(result.minor()).isEmpty();
    }

    /** A copied source counted nowhere where another document held the larger part of it, and nothing said so. */
    @ParameterizedTest
    @CsvSource({"200, 100, 50", "200, 150, 100", "400, 220, 300"})
    void aSourceCountsOfWhichAnotherHoldsTheLargerPart(int whole, int shared, int more) {
        String copied = source.substring(0, whole);
        String other = texts.unbroken(more);
        ReferenceIndex index =
                index(Texts.document("a", copied), Texts.document("b", copied.substring(whole - shared) + other));
        Comparison result = Check.compare(index, Texts.document("q", copied + other));
        assertThat(result.containment()).isEqualTo(1);
        assertThat(result.matches()).extracting(match -> match.document().id()).containsExactlyInAnyOrder("a", "b");
    }

    /** What came of two more approvals: a text that was known as copied came out less so. */
    @Test
    void aSourceCountsBetweenTwoThatEachHoldAPartOfIt() {
        String middle = source.substring(0, 200);
        String before = texts.unbroken(150);
        String after = texts.unbroken(150);
        ReferenceIndex index = index(
                Texts.document("a", middle),
                Texts.document("b", before + middle.substring(0, 70)),
                Texts.document("c", middle.substring(130) + after));
        assertThat(Check.compare(index, Texts.document("q", before + middle + after))
                        .containment())
                .isEqualTo(1);
    }

    /** The first two columns are what stands around the passage in the source, the others in the submission. */
    @ParameterizedTest
    @CsvSource({
        "。《, 》！, 。《, 》！, 2, 2",
        "。《, 》！, ，《, 》？, 1, 1",
        "《, 》, 。《, 》！, 1, 1",
        "。《, 》！, 《, 》, 1, 1",
        "。《, 》！, 〈, 〉, 0, 0",
        "\uD83D\uDE00, \uD83D\uDE00, \uD83D\uDE00, \uD83D\uDE00, 2, 2",
        "\uD83D\uDE00, \uD83D\uDE00, \uD83E\uDE00, \uD83D\uDE01, 0, 0",
        "！\uD83D\uDE00！, ！\uD83D\uDE00！, ！\uD83E\uDE00！, ！\uD83D\uDE01！, 1, 1"
    })
    void aPassageReachesOverEqualMarksAndCutsNoCharacterInTwo(
            String sourceBefore, String sourceAfter, String before, String after, int head, int tail) {
        String copied = source.substring(100, 200);
        String start = texts.unbroken(50);
        String text = texts.newWords(50, " ") + before + copied + after + texts.newWords(50, " ");
        int at = text.indexOf(copied);
        for (String[] around : new String[][] {{start, texts.unbroken(50)}, {"", ""}}) {
            ReferenceIndex index = index(Texts.document(
                    "r", texts.unbroken(30), around[0] + sourceBefore + copied + sourceAfter + around[1]));
            int sourceAt = around[0].length() + sourceBefore.length();
            Passage passage = only(Check.compare(index, Texts.document("q", texts.newWords(9, " "), text)));
            assertThat(passage)
                    .isEqualTo(new Passage(
                            "s1", at - head, at + 100 + tail, "s1", sourceAt - head, sourceAt + 100 + tail, 1));
        }
    }

    @Test
    void aPassageThatIsAWholeSectionReachesOverTheMarksAroundIt() {
        String copied = "《" + source.substring(100, 200) + "》。";
        ReferenceIndex index = index(Texts.document("r", texts.unbroken(50) + copied + texts.unbroken(50)));
        assertThat(only(Check.compare(index, Texts.document("q", texts.newWords(9, " "), copied))))
                .isEqualTo(new Passage("s1", 0, 103, "s0", 50, 153, 1));
    }

    @Test
    void theSimilarityIsTheShareOfEqualTokensAndTheLongestRunIsToldInTokens() {
        StringBuilder edited = new StringBuilder(source.substring(100, 200));
        for (int at = 92; at > 0; at -= 10) {
            edited.replace(at, at + 1, texts.newWords(1, " "));
        }
        Comparison result = Check.compare(
                index(Texts.document("r", source)),
                Texts.document("q", texts.newWords(50, " ") + edited + texts.newWords(50, " ")));
        Passage passage = only(result);
        assertThat(passage.sourceStart()).isEqualTo(100);
        assertThat(passage.sourceEnd()).isEqualTo(200);
        assertThat(passage.similarity()).isEqualTo(.9);
        assertThat(result.longestRun()).isEqualTo(9);
        assertThat(result.matches().get(0).longestRun()).isEqualTo(9);
    }

    @Test
    void minorPassagesAreToldLargestFirst() {
        ReferenceIndex index = index(
                Texts.document("a", texts.unbroken(50) + source.substring(0, 14) + texts.unbroken(50)),
                Texts.document("b", texts.unbroken(50) + source.substring(100, 120) + texts.unbroken(50)),
                Texts.document("c", texts.unbroken(50) + source.substring(200, 217) + texts.unbroken(50)));
        Comparison result = Check.compare(
                index,
                Texts.document(
                        "q",
                        texts.newWords(30, " ")
                                + source.substring(100, 120)
                                + texts.newWords(30, " ")
                                + source.substring(0, 14),
                        texts.newWords(30, " ") + source.substring(200, 217) + texts.newWords(30, " ")));
        assertThat(result.matches()).isEmpty();
        assertThat(result.minor())
                .extracting(match -> match.document().id(), Comparison.Match::longestRun)
                .containsExactly(tuple("b", 20), tuple("c", 17), tuple("a", 14));
    }

    /** The second document's passage has 100 tokens; what is left of it is to be a passage by itself. */
    @ParameterizedTest
    @CsvSource({"50, 2", "51, 2", "60, 2", "88, 1", "95, 1"})
    void aPassageCountsUnlessTooLittleOfItIsLeftBesideABetterOne(int common, int counting) {
        int from = 120 - common;
        ReferenceIndex index = index(
                Texts.document(
                        "a", texts.newWords(50, " ") + source.substring(from, from + 100) + texts.newWords(50, " ")),
                Texts.document("better", texts.newWords(50, " ") + source.substring(0, 120) + texts.newWords(50, " ")));
        Comparison result = Check.compare(
                index,
                Texts.document("q", texts.newWords(50, " ") + source.substring(0, 220) + texts.newWords(50, " ")));
        assertThat(result.matches())
                .extracting(match -> match.document().id())
                .containsExactlyElementsOf(List.of("better", "a").subList(0, counting));
        assertThat(result.minor())
                .extracting(match -> match.document().id())
                .containsExactlyElementsOf(List.of("better", "a").subList(counting, 2));
        assertThat(result.matchedTokens()).isEqualTo(counting == 2 ? 120 + 100 - common : 120);
    }

    /** Of 100 tokens so many are other ones. */
    @ParameterizedTest
    @CsvSource({"5, 2", "6, 1"})
    void anotherDocumentIsNamedBesideABetterOneIfItHasNearlyAsManyOfTheTokens(int other, int counting) {
        StringBuilder edited = new StringBuilder(source.substring(0, 100));
        for (int n = other; n > 0; n--) {
            edited.replace(n * 14, n * 14 + 1, texts.newWords(1, " "));
        }
        assertNamed(edited.toString(), 100, counting);
    }

    /** Among 90 equal tokens so many others stand. */
    @ParameterizedTest
    @CsvSource({"10, 2", "11, 1"})
    void anotherDocumentIsNamedBesideABetterOneIfItHasLittleElseThere(int more, int counting) {
        StringBuilder edited = new StringBuilder(source.substring(0, 90));
        for (int n = more; n > 0; n--) {
            edited.insert(n * 7, texts.newWords(1, " "));
        }
        assertNamed(edited.toString(), 90, counting);
    }

    private void assertNamed(String edited, int size, int counting) {
        ReferenceIndex index = index(
                Texts.document("a", texts.newWords(50, " ") + edited + texts.newWords(50, " ")),
                Texts.document(
                        "better", texts.newWords(50, " ") + source.substring(0, size) + texts.newWords(50, " ")));
        Comparison result = Check.compare(
                index,
                Texts.document("q", texts.newWords(50, " ") + source.substring(0, size) + texts.newWords(50, " ")));
        assertThat(result.matches())
                .extracting(match -> match.document().id())
                .containsExactlyInAnyOrderElementsOf(List.of("better", "a").subList(0, counting));
        assertThat(result.minor())
                .extracting(match -> match.document().id())
                .containsExactlyElementsOf(List.of("better", "a").subList(counting, 2));
        assertThat(result.matchedTokens()).isEqualTo(size);
    }

    @Test
    void ofTooManyMinorPassagesTheHundredLargestAreTold() {
        List<Document> references = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int d = 0; d < 104; d++) {
            String run = texts.unbroken(d % 26 == 3 ? 14 : 20);
            references.add(Texts.document("r" + d, texts.unbroken(50) + run + texts.unbroken(50)));
            text.append(texts.newWords(20, " ")).append(run);
        }
        Comparison result = Check.compare(
                index(references.toArray(new Document[0])), Texts.document("q", text + texts.newWords(20, " ")));
        assertThat(result.minor()).hasSize(100);
        assertThat(result.minor())
                .allSatisfy(match -> assertThat(match.longestRun()).isEqualTo(20));
    }

    @Test
    void aMinorPassageIsToldOnce() {
        String run = source.substring(0, 20);
        ReferenceIndex index = index(Texts.document("r", texts.unbroken(50) + run + texts.unbroken(50)));
        String before = texts.newWords(40, " ");
        Comparison result = Check.compare(index, Texts.document("q", before + run + texts.newWords(40, " ")));
        assertThat(result.matches()).isEmpty();
        assertThat(result.minor())
                .singleElement()
                .satisfies(match -> assertThat(match.passages())
                        .containsExactly(new Passage("s0", before.length(), before.length() + 20, "s0", 50, 70, 1)));
    }

    /** The seed reaches over a token that differs, as a spaced gram does. */
    @Test
    void ofTokensWithOneThatDiffersTheEqualRunIsToldToo() {
        String run = texts.unbroken(16);
        String two = texts.unbroken(2);
        ReferenceIndex index = index(Texts.document("r", two + "甲" + run + texts.unbroken(80)));
        String before = texts.newWords(40, " ") + two + "乙";
        Comparison result = Check.compare(index, Texts.document("q", before + run + texts.newWords(40, " ")));
        assertThat(result.matches()).isEmpty();
        assertThat(result.minor()).singleElement().satisfies(match -> {
            assertThat(match.longestRun()).isEqualTo(16);
            assertThat(match.passages())
                    .containsExactly(
                            new Passage("s0", before.length() - 3, before.length() + 16, "s0", 0, 19, 36 / 38.0),
                            new Passage("s0", before.length(), before.length() + 16, "s0", 3, 19, 1));
        });
    }

    /** Two texts of many documents that overlap in the submission; each stands alone in the references. */
    @Test
    void aGuaranteedRunIsToldAtItsFullLengthThoughItStartsWithinAnother() {
        List<Document> references = new ArrayList<>();
        for (int d = 0; d < 60; d++) {
            references.add(Texts.document(
                    "r" + d,
                    texts.unbroken(50) + source.substring(0, 28) + "，" + texts.newWords(40, " ") + "，"
                            + source.substring(10, 36) + "，"));
        }
        Comparison result = Check.compare(
                Check.index(Check.exact(1_000), references),
                Texts.document("q", texts.newWords(20, " ") + source.substring(0, 36) + texts.newWords(20, " ")));
        assertThat(result.matches()).hasSize(60);
        assertThat(result.matches()).allSatisfy(match -> {
            assertThat(match.longestRun()).isEqualTo(28);
            assertThat(match.passages())
                    .extracting(passage -> passage.end() - passage.start())
                    .containsExactly(28, 26);
        });
    }
}
