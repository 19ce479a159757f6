package org.dupcheck.notifier.due;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;

/** What was due in figures, by kind. Thread-safe. */
final class DueMeters {
    private final Map<DueKind, Timer> late = new EnumMap<>(DueKind.class);
    private final Map<DueKind, Counter> failed = new EnumMap<>(DueKind.class);

    /** Registers the meters. */
    DueMeters(MeterRegistry meters, Collection<DueKind> kinds) {
        for (DueKind kind : kinds) {
            String tag = kind.name().toLowerCase(Locale.ROOT);
            late.put(
                    kind,
                    Timer.builder("dupcheck.notifier.due")
                            .description("what was due and has been done or tried, and how late it was claimed")
                            .tag("kind", tag)
                            .register(meters));
            failed.put(
                    kind,
                    Counter.builder("dupcheck.notifier.due.failed")
                            .description("attempts that failed and come again")
                            .tag("kind", tag)
                            .register(meters));
        }
    }

    void handled(Due due) {
        Timer timer = late.get(due.kind());
        if (timer != null) {
            timer.record(due.late());
        }
    }

    void failed(Due due) {
        Counter counter = failed.get(due.kind());
        if (counter != null) {
            counter.increment();
        }
    }
}
