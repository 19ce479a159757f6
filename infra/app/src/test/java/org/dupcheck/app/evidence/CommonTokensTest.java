package org.dupcheck.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.dupcheck.gateway.review.CommonRun;
import org.junit.jupiter.api.Test;

class CommonTokensTest {
    private static int plainSubsequence(int[] one, int[] other) {
        int[][] longest = new int[one.length + 1][other.length + 1];
        for (int i = 1; i <= one.length; i++) {
            for (int j = 1; j <= other.length; j++) {
                longest[i][j] = one[i - 1] == other[j - 1]
                        ? longest[i - 1][j - 1] + 1
                        : Math.max(longest[i - 1][j], longest[i][j - 1]);
            }
        }
        return longest[one.length][other.length];
    }

    private static int plainRun(int[] one, int[] other) {
        int longest = 0;
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < other.length; j++) {
                int run = 0;
                while (i + run < one.length && j + run < other.length && one[i + run] == other[j + run]) {
                    run++;
                }
                longest = Math.max(longest, run);
            }
        }
        return longest;
    }

    @Test
    void theyAreWhatThePlainCountingFinds() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            int alphabet = 1 + random.nextInt(30);
            int[] one = random.ints(random.nextInt(300), 0, alphabet).toArray();
            int[] other = random.ints(random.nextInt(300), 0, alphabet).toArray();
            assertThat(CommonTokens.subsequence(one, other))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(plainSubsequence(one, other));
            int run = plainRun(one, other);
            assertThat(run == 0 || CommonRun.haveRun(one, other, run))
                    .as("seed %d, round %d", seed, round)
                    .isTrue();
            assertThat(CommonRun.haveRun(one, other, run + 1)).isFalse();
        }
    }
}
