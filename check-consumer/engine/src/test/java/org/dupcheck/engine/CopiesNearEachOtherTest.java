package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy that is found by itself is found as well where more of the same source stands near it. */
class CopiesNearEachOtherTest {
    private final Texts texts = new Texts(17, 6_000);
    private final String source = texts.unbroken(2_500);
    private final String own = new Texts(18, 6_000).unbroken(6_000);
    private final ReferenceIndex index =
            Check.index(EngineSettings.defaults(), List.of(Texts.document("r", source), Texts.document("s", own)));
    private int used;

    private Comparison compare(String text) {
        return Check.compare(index, Texts.document("q", text));
    }

    private String copy(int from, int length) {
        return source.substring(from, from + length);
    }

    /** Text that stands nowhere. */
    private String other(int length) {
        used += length;
        return new Texts(1_000 + used, 6_000).unbroken(length);
    }

    @ParameterizedTest
    @CsvSource({"32, 60, 8", "32, 80, 10", "32, 145, 32", "40, 145, 12", "50, 120, 20"})
    void aSecondPieceOfTheSameSourceDoesNotHideTheFirst(int length, int gap, int more) {
        String first = copy(50, length);
        String second = copy(50 + length + gap, more);
        Comparison alone = compare(first + other(gap + 200));
        Comparison together = compare(first + other(gap) + second + other(200));
        assertThat(alone.matches()).hasSize(1);
        assertThat(together.matches()).hasSize(1);
        assertThat(together.longestRun()).isGreaterThanOrEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 120, 145})
    void ofManyPiecesEachIsFoundThatIsFoundByItself(int gap) {
        StringBuilder text = new StringBuilder();
        int alone = 0;
        for (int from = 0; from + 32 + gap < source.length(); from += 32 + gap) {
            String piece = copy(from, 32) + other(gap);
            alone += compare(piece).matches().size();
            text.append(piece);
        }
        assertThat(alone).isGreaterThan(10);
        assertThat(compare(text.toString()).matchedTokens()).isGreaterThanOrEqualTo(32 * alone);
    }

    /** What stands in the copy stands elsewhere in the source too, in another order. */
    @Test
    void aCopyThatIsRepeatedIsFoundInEachRepeat() {
        String copy = copy(0, 32);
        String reference = copy.substring(14, 25)
                + other(49)
                + copy.substring(25, 31)
                + other(51)
                + copy
                + other(41)
                + copy.substring(23, 30)
                + other(10)
                + copy.substring(10, 18);
        ReferenceIndex repeated = Check.index(EngineSettings.defaults(), List.of(Texts.document("r", reference)));
        for (int times : new int[] {1, 2, 3, 8, 20}) {
            Comparison found = Check.compare(repeated, Texts.document("q", copy.repeat(times) + own.substring(0, 60)));
            assertThat(found.matchedTokens()).as("%d times", times).isGreaterThanOrEqualTo(32 * times);
        }
    }
}
