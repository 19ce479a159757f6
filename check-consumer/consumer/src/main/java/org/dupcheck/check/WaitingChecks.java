package org.dupcheck.check;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.checks.CheckQueries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long the oldest check without an outcome has waited, on whichever node: queued, or begun and not done. One
 * that no node has read yet is not among them; the lag tells of those. Thread-safe.
 */
final class WaitingChecks implements Component {
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(WaitingChecks.class);

    private final CheckQueries checks;
    private final Clock clock;
    private final RecurringTask task;
    private volatile double ageSeconds;

    WaitingChecks(CheckQueries checks, MeterRegistry meters, Clock clock, Duration interval) {
        this.checks = checks;
        this.clock = clock;
        this.task = new RecurringTask(
                "measuring the oldest waiting check", "dupcheck-waiting-checks", interval, this::measure);
        Gauge.builder("dupcheck.check.oldest.waiting", this, waiting -> waiting.ageSeconds)
                .description("age of the oldest check without an outcome, of all nodes; NaN while it cannot be told")
                .baseUnit("seconds")
                .register(meters);
    }

    @Override
    public void start() {
        task.start();
    }

    void measure() {
        try {
            Optional<Instant> oldest = checks.findOldestWaiting();
            // two machines' clocks: the difference may come out negative
            ageSeconds = oldest.map(time ->
                            Math.max(0, Duration.between(time, clock.instant()).toMillis() / 1_000.0))
                    .orElse(0.0);
        } catch (RuntimeException e) {
            ageSeconds = Double.NaN;
            LOG.debug("the oldest waiting check cannot be told: {}", e.toString());
        }
    }

    @Override
    public Health health() {
        return task.health();
    }

    @Override
    public void close() {
        task.close();
    }
}
