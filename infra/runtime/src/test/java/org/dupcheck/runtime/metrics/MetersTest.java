package org.dupcheck.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MetersTest {
    @Test
    void theTextHasOurFiguresAndTheJvms() {
        try (Meters meters = new Meters()) {
            meters.registry()
                    .counter("dupcheck.consume.received", "loop", "check")
                    .increment(3);
            assertThat(meters.scrape())
                    .contains("dupcheck_consume_received_total{loop=\"check\"} 3.0")
                    .contains("jvm_memory_used_bytes")
                    .contains("jvm_threads_live_threads");
        }
    }
}
