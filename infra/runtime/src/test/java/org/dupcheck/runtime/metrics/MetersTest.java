package org.dupcheck.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
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

    private static void countTwoClientFigures(Meters meters) {
        meters.registry().counter("kafka.producer.record.send.total").increment();
        meters.registry().counter("kafka.producer.io.waittime.total").increment();
    }

    @Test
    void aChosenFewOfTheClientsFiguresAreShownOrAll() {
        try (Meters few = new Meters();
                Meters all = new Meters(true)) {
            countTwoClientFigures(few);
            countTwoClientFigures(all);
            assertThat(few.scrape())
                    .contains("kafka_producer_record_send_total")
                    .doesNotContain("kafka_producer_io_waittime_total");
            assertThat(all.scrape())
                    .contains("kafka_producer_record_send_total")
                    .contains("kafka_producer_io_waittime_total");
        }
    }

    @Test
    void everyFigureHasALineOfHelp() {
        try (Meters meters = new Meters(true)) {
            countTwoClientFigures(meters);
            List<String> lines = meters.scrape().lines().toList();
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("# HELP "))
                    .hasSizeGreaterThan(20)
                    .allMatch(line -> line.split(" ", 4).length == 4 && !line.split(" ", 4)[3].isBlank());
        }
    }

    @Test
    void ourTimesAreHistogramsInSeconds() {
        try (Meters meters = new Meters()) {
            meters.registry().timer("dupcheck.consume.handling").record(Duration.ofMillis(30));
            assertThat(meters.scrape())
                    .contains("dupcheck_consume_handling_seconds_bucket{le=\"0.025\"} 0")
                    .contains("dupcheck_consume_handling_seconds_bucket{le=\"0.05\"} 1")
                    .contains("dupcheck_consume_handling_seconds_bucket{le=\"10.0\"} 1")
                    .contains("dupcheck_consume_handling_seconds_count 1");
        }
    }

    @Test
    void aTimerThatNamesBucketsKeepsThem() {
        try (Meters meters = new Meters()) {
            Timer.builder("dupcheck.quick")
                    .serviceLevelObjectives(Duration.ofNanos(50_000))
                    .register(meters.registry())
                    .record(Duration.ofNanos(20_000));
            assertThat(meters.scrape())
                    .contains("dupcheck_quick_seconds_bucket{le=\"5.0E-5\"} 1")
                    .doesNotContain("dupcheck_quick_seconds_bucket{le=\"0.025\"}");
        }
    }
}
