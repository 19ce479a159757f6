package org.dupcheck.check;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.open.Rechecks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what waits on all nodes together. Of checks, the age of the oldest that is queued, or begun and not done; one that
 * no node has read yet is not among them, the lag tells of those. Of rechecks, their number, and the age of the oldest that is
 * likely to change a verdict. Thread-safe.
 */
final class WaitingChecks implements Component {
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(WaitingChecks.class);

    private final CheckQueries checks;
    private final Store store;
    private final Clock clock;
    private final RecurringTask task;
    private volatile Measured measured = new Measured(0, 0, 0);

    WaitingChecks(CheckQueries checks, Store store, MeterRegistry meters, Clock clock, Duration interval) {
        this.checks = checks;
        this.store = store;
        this.clock = clock;
        this.task =
                new RecurringTask("measuring what waits to be checked", "dupcheck-waiting", interval, this::measure);
        age(meters, "dupcheck.check.oldest.waiting", "check without an outcome", Measured::checkAge);
        age(
                meters,
                "dupcheck.recheck.oldest.waiting",
                "recheck that is likely to change the verdict of an open submission",
                Measured::recheckAge);
        gauge("dupcheck.recheck.waiting", Measured::rechecks)
                .description("open submissions to be checked again, of all nodes; NaN while it cannot be told")
                .register(meters);
    }

    /** Ages in seconds. */
    private record Measured(double checkAge, double recheckAge, double rechecks) {}

    private void age(MeterRegistry meters, String name, String what, ToDoubleFunction<Measured> age) {
        gauge(name, age)
                .description("age of the oldest " + what + ", of all nodes; NaN while it cannot be told")
                .baseUnit("seconds")
                .register(meters);
    }

    private Gauge.Builder<WaitingChecks> gauge(String name, ToDoubleFunction<Measured> figure) {
        return Gauge.builder(name, this, waiting -> figure.applyAsDouble(waiting.measured));
    }

    @Override
    public void start() {
        task.start();
    }

    void measure() {
        try {
            Rechecks.Waiting rechecks = store.read(tables -> tables.rechecks().waiting());
            measured = new Measured(
                    age(checks.findOldestWaiting().orElse(null)), age(rechecks.likelySince()), rechecks.count());
        } catch (RuntimeException e) {
            measured = new Measured(Double.NaN, Double.NaN, Double.NaN);
            LOG.debug("it cannot be told what waits to be checked: {}", e.toString());
        }
    }

    /** Two machines' clocks: the difference may come out negative. */
    private double age(@Nullable Instant since) {
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1_000.0);
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
