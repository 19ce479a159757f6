package org.dupcheck.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimingsTest {
    @Test
    void percentilesAreByNearestRank() {
        Timings timings = new Timings();
        for (int i = 5_000; i >= 1; i--) {
            timings.add(i * 1_000_000L);
        }
        assertThat(timings.count()).isEqualTo(5_000);
        assertThat(timings.p50()).isEqualTo(2_500);
        assertThat(timings.p99()).isEqualTo(4_950);
        assertThat(timings.millis(1)).isEqualTo(5_000);
        assertThat(timings.millis(0.000_01)).isEqualTo(1);
    }

    @Test
    void oneIsEveryPercentile() {
        Timings timings = new Timings();
        timings.add(1_500_000);
        assertThat(timings).hasToString("p50 1.50 ms, p99 1.50 ms");
    }

    @Test
    void nothingHasNoPercentile() {
        assertThatThrownBy(new Timings()::p50).isInstanceOf(BenchException.class);
    }
}
