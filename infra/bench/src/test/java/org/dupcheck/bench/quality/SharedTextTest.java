package org.dupcheck.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharedTextTest {
    /** A subsequence of both, as long as the table of plain dynamic programming says. */
    @Test
    void partnersAreALongestCommonSubsequence() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int[] a =
                    random.ints(random.nextInt(200), 0, 2 + random.nextInt(20)).toArray();
            int[] b =
                    random.ints(random.nextInt(200), 0, 2 + random.nextInt(20)).toArray();
            int[] partner = SharedText.partners(a, b);
            int length = 0;
            int last = -1;
            for (int i = 0; i < a.length; i++) {
                if (partner[i] >= 0) {
                    assertThat(partner[i]).as("seed %d, round %d", seed, round).isGreaterThan(last);
                    assertThat(b[partner[i]]).isEqualTo(a[i]);
                    last = partner[i];
                    length++;
                }
            }
            assertThat(length).as("seed %d, round %d", seed, round).isEqualTo(longest(a, b));
        }
    }

    private static int longest(int[] a, int[] b) {
        int[][] length = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                length[i][j] =
                        a[i - 1] == b[j - 1] ? length[i - 1][j - 1] + 1 : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[a.length][b.length];
    }

    @Test
    void theSameTextIsSharedWholly() {
        assertThat(SharedText.of("同一篇文章，两次。", "同一篇文章 两次")).isEqualTo(new SharedText(1, 1));
        assertThat(SharedText.of("", "文章")).isEqualTo(new SharedText(0, 0));
        assertThat(SharedText.of("文章", "")).isEqualTo(new SharedText(0, 0));
        assertThat(SharedText.of("春眠不觉晓", "床前明月光")).isEqualTo(new SharedText(0, 0));
    }

    @Test
    void editsInsideCopiedTextAreTakenButNotKept() {
        // 8 kept, 2 replaced, 8 kept
        SharedText shared = SharedText.of("甲乙丙丁戊己庚辛某某子丑寅卯辰巳午未", "甲乙丙丁戊己庚辛另外子丑寅卯辰巳午未");
        assertThat(shared.kept()).isCloseTo(16 / 18.0, within(1e-9));
        assertThat(shared.taken()).isEqualTo(1);
    }

    @Test
    void singleCharactersInCommonAreChance() {
        assertThat(SharedText.of("甲一乙二丙三丁四", "甲五乙六丙七丁八")).isEqualTo(new SharedText(0, 0));
    }

    @Test
    void whatStandsFarApartInTheArticleIsNotOnePassage() {
        SharedText shared = SharedText.of("甲乙丙丁某某子丑寅卯", "甲乙丙丁" + "其".repeat(21) + "子丑寅卯");
        assertThat(shared.kept()).isEqualTo(0.8);
        assertThat(shared.taken()).isEqualTo(0.8);
    }

    @Test
    void aWordOfAnotherScriptIsOneToken() {
        HashMap<String, Integer> numbers = new HashMap<>();
        assertThat(SharedText.tokens("用 Java17 写的Ｊａｖａ程序", numbers)).containsExactly(0, 1, 2, 3, 4, 1, 5, 6);
    }
}
