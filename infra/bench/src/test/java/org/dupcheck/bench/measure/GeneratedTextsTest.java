package org.dupcheck.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedTextsTest {
    @Test
    void theSameSeedGivesTheSameTexts() {
        GeneratedTexts one = new GeneratedTexts(5);
        GeneratedTexts same = new GeneratedTexts(5);
        GeneratedTexts other = new GeneratedTexts(6);
        for (int i = 0; i < 10; i++) {
            String text = one.next(500);
            assertThat(text)
                    .isEqualTo(same.next(500))
                    .isNotEqualTo(other.next(500))
                    .endsWith("。");
            assertThat(text.length()).isBetween(500, 650);
        }
    }

    @Test
    void pairsOfCharactersAreAsUnevenAsALanguages() {
        String text = new GeneratedTexts(5).next(200_000);
        Map<String, Integer> pairs = new TreeMap<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            pairs.merge(text.substring(i, i + 2), 1, Integer::sum);
        }
        int[] counts =
                pairs.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        int frequent = Arrays.stream(counts).skip(counts.length * 99L / 100).sum();
        // in Chinese prose about a quarter of all pairs are of the most frequent hundredth
        assertThat(frequent / (double) text.length()).isBetween(0.1, 0.5);
    }

    /** Of 300 real articles, 5 % of the runs of six characters of another one stand in them; of 100, under 3 %. */
    @Test
    void whatWasWrittenBeforeGrowsWithTheAmountWritten() {
        GeneratedTexts texts = new GeneratedTexts(5);
        String another = texts.next(30_000);
        Set<String> written = new HashSet<>();
        double few = 0;
        for (int i = 0; i < 300; i++) {
            runs(texts.next(3_000)).forEach(run -> written.add(run));
            few = i == 99 ? seen(another, written) : few;
        }
        double more = seen(another, written);
        assertThat(few).isBetween(0.03, 0.09);
        assertThat(more).isBetween(few + 0.01, 0.15);
    }

    private static double seen(String text, Set<String> written) {
        return runs(text).filter(run -> written.contains(run)).count() / (double) text.length();
    }

    private static Stream<String> runs(String text) {
        return IntStream.rangeClosed(0, text.length() - 6).mapToObj(i -> text.substring(i, i + 6));
    }

    @Test
    void unrelatedTextsShareNoLongRun() {
        GeneratedTexts texts = GeneratedTexts.unrelated(5);
        String one = texts.next(100_000);
        String other = texts.next(100_000);
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + 13 <= one.length(); i++) {
            runs.add(one.substring(i, i + 13));
        }
        for (int i = 0; i + 13 <= other.length(); i++) {
            // the set itself is asked: an assertion on the collection would walk all of it each time
            assertThat(runs.contains(other.substring(i, i + 13)))
                    .as("run at %d", i)
                    .isFalse();
        }
    }
}
