package org.dupcheck.gateway.verdicts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dupcheck.gateway.cache.Reading.Source;

/**
 * The timer {@code dupcheck.verdict.reads} by where the verdict came from: what the handler takes, without the socket. Its
 * counts are the hits ({@code cache}, {@code revalidated}) and the misses of what is kept. Answers of 404 are not timed.
 */
final class ReadTimes {
    /** In microseconds. Fine enough to tell the percentiles that are promised. */
    private static final long[] BUCKETS = {
        25, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 15_000, 50_000,
        200_000
    };

    private final Map<Source, Timer> timers = new EnumMap<>(Source.class);

    ReadTimes(MeterRegistry meters) {
        for (Source source : Source.values()) {
            timers.put(
                    source,
                    Timer.builder("dupcheck.verdict.reads")
                            .description("Verdicts read, by where they came from")
                            .tag("from", source.word())
                            .serviceLevelObjectives(Arrays.stream(BUCKETS)
                                    .mapToObj(micros -> Duration.ofNanos(1_000 * micros))
                                    .toArray(Duration[]::new))
                            .register(meters));
        }
    }

    void record(Source source, long startNanos) {
        Timer timer = timers.get(source);
        if (timer != null) {
            timer.record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        }
    }
}
