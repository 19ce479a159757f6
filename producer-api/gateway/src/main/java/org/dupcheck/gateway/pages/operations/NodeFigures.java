package org.dupcheck.gateway.pages.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What this process has counted since it started; all of it is in /metrics too.
 *
 * @param checks whether it checks at all
 * @param verdicts given by its checks
 * @param reused those of them without a scan
 * @param sectionsReused sections of the others that needed none
 * @param sectionsScanned sections that did
 * @param superseded records that a newer one overtook
 * @param failures tries of a check that ended in an error
 * @param verdictMillis mean time from Kafka to the stored verdict; NaN without any
 * @param lag by consumer: records that its group has not done, whoever reads them
 */
public record NodeFigures(
        boolean checks,
        long verdicts,
        long reused,
        long sectionsReused,
        long sectionsScanned,
        long superseded,
        long failures,
        double verdictMillis,
        Map<String, Long> lag) {
    public NodeFigures {
        lag = new TreeMap<>(lag);
    }

    static NodeFigures of(MeterRegistry meters) {
        return new NodeFigures(
                !meters.find("dupcheck.check.verdicts").counters().isEmpty(),
                count(meters, "dupcheck.check.verdicts"),
                count(meters, "dupcheck.check.reused"),
                count(meters, "dupcheck.check.sections", "outcome", "reused"),
                count(meters, "dupcheck.check.sections", "outcome", "scanned"),
                count(meters, "dupcheck.consume.superseded"),
                count(meters, "dupcheck.check.failures"),
                meanMillis(meters.find("dupcheck.check.verdict.time").timers()),
                lag(meters));
    }

    private static long count(MeterRegistry meters, String name, String... tags) {
        return Math.round(meters.find(name).tags(tags).counters().stream()
                .mapToDouble(Counter::count)
                .sum());
    }

    private static double meanMillis(Collection<Timer> timers) {
        double total = 0;
        long count = 0;
        for (Timer timer : timers) {
            total += timer.totalTime(TimeUnit.MICROSECONDS);
            count += timer.count();
        }
        return total / count / 1_000;
    }

    private static Map<String, Long> lag(MeterRegistry meters) {
        Map<String, Long> lag = new TreeMap<>();
        for (Gauge gauge : meters.find("dupcheck.consume.lag").gauges()) {
            Meter.Id id = gauge.getId();
            String loop = id.getTag("loop");
            double value = gauge.value();
            if (loop != null && !Double.isNaN(value)) {
                lag.put(loop, Math.round(value));
            }
        }
        return lag;
    }

    /** As it is read: one decimal, or a dash. */
    public String meanMillisText() {
        return Double.isNaN(verdictMillis) ? "–" : String.format(Locale.ROOT, "%.1f ms", verdictMillis);
    }
}
