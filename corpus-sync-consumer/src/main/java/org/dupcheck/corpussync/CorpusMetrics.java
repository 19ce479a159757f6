package org.dupcheck.corpussync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What the role tells about itself. Thread-safe. */
final class CorpusMetrics {
    private final Counter events;
    private final Counter changes;
    private final Timer transactions;
    private final AtomicLong version;

    CorpusMetrics(MeterRegistry meters) {
        events = Counter.builder("dupcheck.corpus.events")
                .description("reference events applied, those without effect included")
                .register(meters);
        changes = Counter.builder("dupcheck.corpus.changes")
                .description("changes of the reference set that checks can see")
                .register(meters);
        transactions = Timer.builder("dupcheck.corpus.transactions")
                .description("time of one transaction on the reference set")
                .register(meters);
        version = new AtomicLong();
        Gauge.builder("dupcheck.corpus.version", version, AtomicLong::get)
                .description("corpus version that this node has written last")
                .register(meters);
    }

    void applied(int eventCount, int changeCount, long corpusVersion, Duration duration) {
        events.increment(eventCount);
        changes.increment(changeCount);
        transactions.record(duration);
        version.accumulateAndGet(corpusVersion, Math::max);
    }
}
