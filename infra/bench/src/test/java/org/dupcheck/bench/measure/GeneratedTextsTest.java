package org.dupcheck.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

    @Test
    void twoTextsShareNoLongRun() {
        GeneratedTexts texts = new GeneratedTexts(5);
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
