package org.dupcheck.notifier.workorders;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Work-order commands in figures. Thread-safe. */
public final class CommandMeters {
    private final Counter published;
    private final Counter setAside;
    private final Counter overdue;
    private volatile double unsent;
    private volatile double aside;

    /** Registers the meters. */
    public CommandMeters(MeterRegistry meters) {
        published = Counter.builder("dupcheck.notifier.commands")
                .description("work-order commands published, those published again included")
                .register(meters);
        setAside = Counter.builder("dupcheck.notifier.commands.set.aside")
                .description("work-order commands that could not be published and were set aside")
                .register(meters);
        overdue = Counter.builder("dupcheck.notifier.commands.unanswered")
                .description(
                        "work-order commands that the business module did not answer in the time that the policy gives")
                .register(meters);
        Gauge.builder("dupcheck.notifier.unsent.commands", this, of -> of.unsent)
                .description("work-order commands decided and not seen to be sent, of all nodes, 10,000 at most;"
                        + " NaN while it cannot be told")
                .register(meters);
        Gauge.builder("dupcheck.notifier.set.aside.commands", this, of -> of.aside)
                .description("work-order commands that are set aside, of all nodes, 10,000 at most;"
                        + " NaN while it cannot be told")
                .register(meters);
    }

    /** A command has been published. */
    void published() {
        published.increment();
    }

    /** A command has been set aside. */
    void setAside() {
        setAside.increment();
    }

    /** A command has not been answered in time. */
    public void unanswered() {
        overdue.increment();
    }

    /** @param unsentNow how many there are, or NaN; {@code asideNow} likewise */
    void counted(double unsentNow, double asideNow) {
        unsent = unsentNow;
        aside = asideNow;
    }
}
