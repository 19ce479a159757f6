package org.dupcheck.bench.reads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadLoadTest {
    @Test
    void drawsByZipfsLaw() {
        Zipf zipf = new Zipf(1_000, 1.0);
        Random random = new Random(7);
        int[] drawn = new int[1_000];
        for (int i = 0; i < 200_000; i++) {
            drawn[zipf.next(random)]++;
        }

        // 1 / (1 + 1/2 + … + 1/1000) of all are the first, half of that the second
        assertThat(drawn[0]).isBetween(26_000, 27_500);
        assertThat(drawn[1]).isBetween(12_900, 13_900);
        assertThat(drawn[99]).isBetween(200, 340);
        assertThat(drawn[999]).isPositive();
    }

    @Test
    void wantsAllAlikeWithoutAnExponent() {
        Zipf zipf = new Zipf(4, 0);
        Random random = new Random(7);
        int[] drawn = new int[4];
        for (int i = 0; i < 40_000; i++) {
            drawn[zipf.next(random)]++;
        }

        assertThat(Arrays.stream(drawn).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(9_500, 10_500));
    }

    @Test
    void anAnswerIsAsStaleAsTheOldestVerdictThatItDoesNotShow() {
        Documents.Committed first = new Documents.Committed(1, 100, null);
        Documents.Committed third = new Documents.Committed(3, 300, new Documents.Committed(2, 200, first));

        assertThat(third.staleness(1, 1_000)).isEqualTo(800);
        assertThat(third.staleness(2, 1_000)).isEqualTo(700);
        assertThat(third.staleness(3, 1_000)).isZero();
        assertThat(third.staleness(4, 1_000)).isZero();
    }

    @Test
    void readsPercentilesFromTheDifferenceOfTwoScrapes() {
        HandlerTimes before = HandlerTimes.parse(scrape(5, 5, 5));
        HandlerTimes after = HandlerTimes.parse(scrape(95, 104, 105));

        assertThat(after.count(before, from -> true)).isEqualTo(100);
        assertThat(after.millis(0.5, before, "cache"::equals)).isEqualTo(0.05);
        assertThat(after.millis(0.95, before, "cache"::equals)).isEqualTo(0.5);
        assertThat(after.millis(1, before, "cache"::equals)).isInfinite();
        assertThat(after.millis(0.5, before, "database"::equals)).isZero();
        assertThat(after.value("dupcheck_verdict_cache_bytes.verdicts")).isEqualTo(1234);
        assertThat(after.value("dupcheck_verdict_cache_look_seconds_count")).isEqualTo(7);
    }

    private static String scrape(int first, int second, int all) {
        return """
                # TYPE dupcheck_verdict_reads_seconds histogram
                dupcheck_verdict_reads_seconds_bucket{from="cache",le="5.0E-5"} %d
                dupcheck_verdict_reads_seconds_bucket{node="n",from="cache",le="5.0E-4"} %d
                dupcheck_verdict_reads_seconds_bucket{from="cache",le="+Inf"} %d
                dupcheck_verdict_cache_bytes{of="verdicts"} 1234.0
                dupcheck_verdict_cache_look_seconds_count 7
                """.formatted(first, second, all);
    }
}
