package org.dupcheck.bench.pages;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.dupcheck.bench.measure.Figures;
import org.dupcheck.bench.measure.Timings;

/** How long answers took, by step, and which were none. Thread-safe. */
final class PeopleFigures {
    private final Map<String, Timings> steps = new ConcurrentSkipListMap<>();
    private final Timings all = new Timings();
    private final Map<Integer, LongAdder> errors = new ConcurrentSkipListMap<>();

    void answered(String step, long nanos, int status) {
        all.add(nanos);
        steps.computeIfAbsent(step, name -> new Timings()).add(nanos);
        if (status >= 400) {
            errors.computeIfAbsent(status, code -> new LongAdder()).increment();
        }
    }

    long errors() {
        return errors.values().stream().mapToLong(LongAdder::sum).sum();
    }

    void addTo(Figures report) {
        report.latency("answer", "an answer of whatever kind", all, all.count() + " answers");
        report.figure("answerP95Millis", "an answer, p95", all.millis(.95), "ms", "at most 100 ms are asked for");
        steps.forEach((step, timings) -> report.line(
                step + ", p95",
                timings.millis(.95),
                "ms",
                String.format(Locale.ROOT, "%d answers, p50 %.1f ms", timings.count(), timings.p50())));
        report.figure("errors", "answers with a status from 400 on", (double) errors(), "", errors.toString());
    }
}
