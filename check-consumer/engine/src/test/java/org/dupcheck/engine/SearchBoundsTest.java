package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.base.Hashes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bound of the search may have cost is told where it stood, and nothing else is. */
class SearchBoundsTest {
    private final Texts texts = new Texts(64, 2_500);

    /** So many characters, one as rare as the other, that {@link Texts#unbroken} has not. */
    private String rare(int characters) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < characters; n++) {
            text.append((char) (0xAC00 + texts.below(5_000)));
        }
        return text.toString();
    }

    /** Of 3,000 tokens or fewer 240 candidates are aligned. The last one is the weakest. */
    @ParameterizedTest
    @CsvSource({"240, 0", "241, 1"})
    void aCandidateTooManyIsToldWhereItStands(int documents, int told) {
        List<Document> references = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int d = 0; d < documents; d++) {
            String run = rare(d == documents - 1 ? 9 : 12);
            references.add(0, Texts.document("r" + d, run + texts.unbroken(60)));
            text.append(run);
        }
        int end = text.length();
        Comparison result = Check.compare(
                Check.index(EngineSettings.defaults(), references),
                Texts.document("q", texts.unbroken(20), text.toString()));
        assertThat(result.signals()).hasSize(told);
        for (Comparison.Signal signal : result.signals()) {
            assertThat(signal)
                    .isEqualTo(new Comparison.Signal(Comparison.Signal.Kind.SEARCH_LIMIT, "s1", end - 9, end, 1));
        }
    }

    /** Each gram of a passage stands in so many documents that it is not followed in all of them. */
    private static final int OTHERS = 39;

    private static final int PASSAGE = 860;

    private Comparison compare(boolean isFollowed) {
        String passage = texts.unbroken(PASSAGE);
        List<Document> references = new ArrayList<>();
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int d = 0; d < OTHERS; d++) {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at + 6 <= PASSAGE; at++) {
                text.append(passage, at, at + 6);
                text.append(rare(4));
            }
            references.add(Texts.document("other" + d, text.toString()));
            least = Math.min(least, Hashes.of("t", "other" + d));
            most = Math.max(most, Hashes.of("t", "other" + d));
        }
        int number = 0;
        while (isFollowed ? Hashes.of("t", "r" + number) > least : Hashes.of("t", "r" + number) < most) {
            number++;
        }
        references.add(Texts.document("r" + number, texts.unbroken(50) + passage + texts.unbroken(50)));
        return Check.compare(
                Check.index(EngineSettings.defaults(), references),
                Texts.document("q", texts.unbroken(50) + passage + texts.unbroken(50), passage));
    }

    @Test
    void aPassageInADocumentThatNoneOfItsGramsWereFollowedInIsToldAsASearchLimit() {
        Comparison result = compare(false);
        assertThat(result.matches()).isEmpty();
        assertThat(result.signals())
                .containsExactly(
                        new Comparison.Signal(Comparison.Signal.Kind.SEARCH_LIMIT, "s0", 50, 50 + PASSAGE, 1),
                        new Comparison.Signal(Comparison.Signal.Kind.SEARCH_LIMIT, "s1", 0, PASSAGE, 1));
    }

    @Test
    void wherePartOfThePlacesOfEachGramIsFollowedAndThePassageIsAmongThemNothingIsTold() {
        Comparison result = compare(true);
        assertThat(result.matches()).hasSize(1);
        assertThat(result.matchedTokens()).isBetween(2 * PASSAGE, 2 * PASSAGE + 2);
        assertThat(result.signals()).isEmpty();
    }
}
