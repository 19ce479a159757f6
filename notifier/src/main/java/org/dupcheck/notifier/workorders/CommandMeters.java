package org.dupcheck.notifier.workorders;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Work-order commands in figures. Thread-safe. */
final class CommandMeters {
    private final Counter published;
    private volatile double unsent;

    /** Registers the meters. */
    CommandMeters(MeterRegistry meters) {
        published = Counter.builder("dupcheck.notifier.commands")
                .description("work-order commands published, those published again included")
                .register(meters);
        Gauge.builder("dupcheck.notifier.unsent.commands", this, of -> of.unsent)
                .description("work-order commands decided and not seen to be sent, of all nodes, 10,000 at most;"
                        + " NaN while it cannot be told")
                .register(meters);
    }

    /** A command has been published. */
    void published() {
        published.increment();
    }

    /** @param commands how many there are, or NaN */
    void unsent(double commands) {
        unsent = commands;
    }
}
