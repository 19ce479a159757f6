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
    private final String source = own(600);
    private int words;

    /** So many characters without a mark. */
    private String own(int characters) {
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            text.append(texts.text(characters).replaceAll("[，。\n]", ""));
        }
        return text.substring(0, characters);
    }

    /** So many words that stand nowhere else: nothing beside them matches by chance. */
    private String words(int count) {
        StringBuilder text = new StringBuilder(COMMA);
        for (int i = 0; i < count; i++) {
            text.append('x').append((char) ('a' + words % 26)).append((char) ('a' + words / 26 % 26));
            text.append((char) ('a' + words++ / 676)).append(COMMA);
        }
        return text.toString();
    }

    private Comparison compare(String reference, String submission) {
        ReferenceIndex index = Check.index(
                EngineSettings.defaults(), List.of(Texts.document("r", reference), Texts.document("other", own(600))));
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
        String text = words(40)
                + source.substring(100 - edited - equal, 100 - edited)
                + words(edited)
                + source.substring(100, 160)
                + words(edited)
                + source.substring(160 + edited, 160 + edited + equal)
                + words(40);
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
                words(40)
                        + source.substring(97, 99)
                        + source.substring(100, 160)
                        + source.substring(161, 163)
                        + words(40)));
        assertThat(leftOut.sourceStart()).isEqualTo(97);
        assertThat(leftOut.sourceEnd()).isEqualTo(163);
        assertThat(leftOut.similarity()).isEqualTo(2.0 * 64 / (64 + 66));
        Passage putIn = only(compare(
                source,
                words(40)
                        + source.substring(98, 100)
                        + words(1)
                        + source.substring(100, 160)
                        + words(1)
                        + source.substring(160, 162)
                        + words(40)));
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
        String reference = own(50) + one + words(apart) + other + own(50);
        for (String text : List.of(one + words(apart) + other, other + words(apart) + one)) {
            Comparison result = compare(reference, words(40) + text + words(40));
            assertThat(result.matches()).hasSize(1);
            assertThat(result.matches().get(0).passages()).hasSize(passages);
            assertThat(result.matchedTokens()).isEqualTo(200 + (passages == 1 ? apart : 0));
        }
    }

    @Test
    void piecesFarApartInTheSourceAreTwoPassages() {
        String reference = source.substring(0, 100) + words(151) + source.substring(100, 200);
        Comparison result = compare(reference, words(40) + source.substring(0, 200) + words(40));
        assertThat(result.matches().get(0).passages()).hasSize(2);
        assertThat(result.matchedTokens()).isEqualTo(200);
    }

    /** What lies far off and is worth little is no part of it. */
    @Test
    void aPassageLeavesAFewTokensFarFromItOut() {
        String reference = source.substring(0, 100) + words(60) + source.substring(100, 106) + words(60);
        Passage passage = only(compare(
                reference, words(40) + source.substring(0, 100) + words(60) + source.substring(100, 106) + words(40)));
        assertThat(passage.sourceStart()).isZero();
        assertThat(passage.sourceEnd()).isBetween(100, 101);
    }

    /** Of the shorter side: in the first two cases a mark stands among the characters of the one or the other. */
    @ParameterizedTest
    @CsvSource({"29, '', ，, 0", "29, ，, '', 0", "29, ，, ，, 1", "30, '', '', 1", "29, '', '', 0"})
    void aPassageHasThirtyCharactersOrMore(int characters, String mark, String sourceMark, int matches) {
        String run = source.substring(0, characters);
        Comparison result = compare(
                words(40) + run.substring(0, 9) + sourceMark + run.substring(9) + words(40),
                words(40) + run.substring(0, 9) + mark + run.substring(9) + words(40));
        assertThat(result.matches()).hasSize(matches);
        assertThat(result.minor()).hasSize(1 - matches);
    }
}
