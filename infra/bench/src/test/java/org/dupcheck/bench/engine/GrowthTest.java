package org.dupcheck.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void sizesArePowersOfTenAndTheLargest() {
        assertThat(Growth.sizes(300)).containsExactly(300);
        assertThat(Growth.sizes(10_000)).containsExactly(10_000);
        assertThat(Growth.sizes(250_000)).containsExactly(10_000, 100_000, 250_000);
        assertThat(Growth.sizes(1_000_000)).containsExactly(10_000, 100_000, 1_000_000);
    }

    @Test
    void asksBeforeEachSizeWhetherThereIsTime() {
        List<Integer> asked = new ArrayList<>();
        Growth.Result result = new Growth(1, new MemorySpeed(100, 1), Duration.ofMillis(100))
                .measure(List.of(80, 200, 400), (documents, rate) -> {
                    asked.add(documents);
                    assertThat(rate > 0).isEqualTo(asked.size() > 1);
                    return documents < 200;
                });
        assertThat(asked).containsExactly(80, 120, 200);
        assertThat(result.sizes()).extracting(Growth.Size::documents).containsExactly(80, 200);
        assertThat(result.restart().documents()).isEqualTo(200);
    }

    /** The machine's figures are whatever they are; but memory is slower than a nanosecond and has a bandwidth. */
    @Test
    void memoryIsMeasured() {
        MemorySpeed memory = MemorySpeed.measure(1 << 16, 10_000);
        assertThat(memory.latencyNanos()).isPositive();
        assertThat(memory.gigabytesPerSecond()).isPositive();
    }

    @Test
    void whatIsHeldIsCounted() {
        Footprint before = Footprint.now();
        byte[] held = new byte[20_000_000];
        long grown = Footprint.now().since(before);
        // what other tests left may still go meanwhile, but not much
        assertThat(grown).isBetween(15_000_000L, 25_000_000L);
        assertThat(held).hasSize(20_000_000);
    }
}
