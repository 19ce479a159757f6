package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.engine.Comparison.Passage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a passage ends, what it takes with it, and from what length on it is one. */
class PassageBordersTest {
    private static final String COMMA = "，";

    private final Texts texts = new Texts(33, 2_500);
    private final String source = texts.unbroken(600);

    private Comparison compare(String reference, String submission) {
        ReferenceIndex index = Check.index(
                EngineSettings.defaults(),
                List.of(Texts.document("r", reference), Texts.document("other", texts.unbroken(600))));
        return Check.compare(index, Texts.document("q", submission));
    }

    private static Passage only(Comparison result) {
        assertThat(result.matches()).hasSize(1);
        assertThat(result.matches().get(0).passages()).hasSize(1);
        return result.matches().get(0).passages().get(0);
    }

    /** Beyond 60 equal tokens so many are edited, and so many more are equal, on either side. */
    @ParameterizedTest
    @CsvSource({"1, 1, true", "2, 1, false", "2, 2, true", "3, 2, false", "3, 3, true", "4, 3, true", "5, 3, false"})
    void aPassageReachesAsFarAsEqualTokensOutweighEdits(int edited, int equal, boolean reaches) {
        String text = texts.newWords(40, COMMA)
                + source.substring(100 - edited - equal, 100 - edited)
                + texts.newWords(edited, COMMA)
                + source.substring(100, 160)
                + texts.newWords(edited, COMMA)
                + source.substring(160 + edited, 160 + edited + equal)
                + texts.newWords(40, COMMA);
        Passage passage = only(compare(source, text));
        int more = reaches ? edited + equal : 0;
        assertThat(passage.sourceStart()).isEqualTo(100 - more);
        assertThat(passage.sourceEnd()).isEqualTo(160 + more);
        assertThat(passage.similarity()).isEqualTo(reaches ? (60 + 2.0 * equal) / (60 + 2 * more) : 1);
    }

    @Test
    void aPassageReachesOverATokenThatIsLeftOutOrPutIn() {
        Passage leftOut = only(compare(
                source,
                texts.newWords(40, COMMA)
                        + source.substring(97, 99)
                        + source.substring(100, 160)
                        + source.substring(161, 163)
                        + texts.newWords(40, COMMA)));
        assertThat(leftOut.sourceStart()).isEqualTo(97);
        assertThat(leftOut.sourceEnd()).isEqualTo(163);
        assertThat(leftOut.similarity()).isEqualTo(2.0 * 64 / (64 + 66));
        Passage putIn = only(compare(
                source,
                texts.newWords(40, COMMA)
                        + source.substring(98, 100)
                        + texts.newWords(1, COMMA)
                        + source.substring(100, 160)
                        + texts.newWords(1, COMMA)
                        + source.substring(160, 162)
                        + texts.newWords(40, COMMA)));
        assertThat(putIn.sourceStart()).isEqualTo(98);
        assertThat(putIn.sourceEnd()).isEqualTo(162);
        assertThat(putIn.similarity()).isEqualTo(2.0 * 64 / (64 + 66));
    }

    /** In the order of the source, and in the other one. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "20, 1", "21, 1", "150, 1", "151, 2"})
    void piecesOfADocumentUpToAHundredAndFiftyTokensApartMakeOnePassage(int apart, int passages) {
        String one = source.substring(0, 100);
        String other = source.substring(100, 200);
        String reference = texts.unbroken(50) + one + texts.newWords(apart, COMMA) + other + texts.unbroken(50);
        for (String text :
                List.of(one + texts.newWords(apart, COMMA) + other, other + texts.newWords(apart, COMMA) + one)) {
            Comparison result = compare(reference, texts.newWords(40, COMMA) + text + texts.newWords(40, COMMA));
            assertThat(result.matches()).hasSize(1);
            assertThat(result.matches().get(0).passages()).hasSize(passages);
            assertThat(result.matchedTokens()).isEqualTo(200 + (passages == 1 ? apart : 0));
        }
    }

    @Test
    void piecesFarApartInTheSourceAreTwoPassages() {
        String reference = source.substring(0, 100) + texts.newWords(151, COMMA) + source.substring(100, 200);
        Comparison result =
                compare(reference, texts.newWords(40, COMMA) + source.substring(0, 200) + texts.newWords(40, COMMA));
        assertThat(result.matches().get(0).passages()).hasSize(2);
        assertThat(result.matchedTokens()).isEqualTo(200);
    }

    /** What lies far off and is worth little is no part of it. */
    @Test
    void aPassageLeavesAFewTokensFarFromItOut() {
        String reference = source.substring(0, 100)
                + texts.newWords(60, COMMA)
                + source.substring(100, 106)
                + texts.newWords(60, COMMA);
        Passage passage = only(compare(
                reference,
                texts.newWords(40, COMMA)
                        + source.substring(0, 100)
                        + texts.newWords(60, COMMA)
                        + source.substring(100, 106)
                        + texts.newWords(40, COMMA)));
        assertThat(passage.sourceStart()).isZero();
        assertThat(passage.sourceEnd()).isBetween(100, 101);
    }

    /** Of the shorter side: in the first two cases a mark stands among the characters of the one or the other. */
    @ParameterizedTest
    @CsvSource({"29, '', ，, 0", "29, ，, '', 0", "29, ，, ，, 1", "30, '', '', 1", "29, '', '', 0"})
    void aPassageHasThirtyCharactersOrMore(int characters, String mark, String sourceMark, int matches) {
        String run = source.substring(0, characters);
        Comparison result = compare(
                texts.newWords(40, COMMA)
                        + run.substring(0, 9)
                        + sourceMark
                        + run.substring(9)
                        + texts.newWords(40, COMMA),
                texts.newWords(40, COMMA) + run.substring(0, 9) + mark + run.substring(9) + texts.newWords(40, COMMA));
        assertThat(result.matches()).hasSize(matches);
        assertThat(result.minor()).hasSize(1 - matches);
    }
}
