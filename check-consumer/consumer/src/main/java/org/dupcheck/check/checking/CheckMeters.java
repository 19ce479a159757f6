package org.dupcheck.check.checking;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;

/** What the check role counts and times. */
public final class CheckMeters {
    private final Counter reused;
    private final Counter duplicates;
    private final Counter none;
    private final Counter failures;
    private final Counter withdrawn;
    private final Counter sectionsReused;
    private final Counter sectionsScanned;
    private final Timer verdictTime;

    /** The steps of a check. */
    final Timer begin;

    final Timer references;
    final Timer scan;
    final Timer store;
    final Timer announce;

    /** @param mode what is checked: submissions or pre-checks */
    public CheckMeters(MeterRegistry meters, Mode mode) {
        Tags tags = Tags.of("mode", mode.name());
        reused = Counter.builder("dupcheck.check.reused")
                .description("verdicts given without a scan: text, corpus, engine and settings were unchanged")
                .tags(tags)
                .register(meters);
        duplicates = verdicts(meters, tags, ResultState.DUPLICATES);
        none = verdicts(meters, tags, ResultState.NONE);
        failures = Counter.builder("dupcheck.check.failures")
                .description("tries of a check that ended in an error")
                .tags(tags)
                .register(meters);
        withdrawn = Counter.builder("dupcheck.check.withdrawn")
                .description("submissions withdrawn")
                .register(meters);
        sectionsReused = sections(meters, tags, "reused");
        sectionsScanned = sections(meters, tags, "scanned");
        verdictTime = Timer.builder("dupcheck.check.verdict.time")
                .description(
                        "from the broker's time stamp of the record that asked until the verdict is stored and announced")
                .tags(tags)
                .publishPercentileHistogram()
                .register(meters);
        begin = step(meters, tags, "begin");
        references = step(meters, tags, "references");
        scan = step(meters, tags, "scan");
        store = step(meters, tags, "store");
        announce = step(meters, tags, "announce");
    }

    private static Counter verdicts(MeterRegistry meters, Tags tags, ResultState result) {
        return Counter.builder("dupcheck.check.verdicts")
                .description("verdicts given")
                .tags(tags)
                .tag("result", result.name())
                .register(meters);
    }

    private static Counter sections(MeterRegistry meters, Tags tags, String outcome) {
        return Counter.builder("dupcheck.check.sections")
                .description("sections of checks that no earlier verdict answered")
                .tags(tags)
                .tag("outcome", outcome)
                .register(meters);
    }

    private static Timer step(MeterRegistry meters, Tags tags, String step) {
        return Timer.builder("dupcheck.check.step")
                .description("time in one step of a check")
                .tags(tags)
                .tag("step", step)
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    void verdict(Verdict verdict, boolean isReused, Duration sinceAsked) {
        (verdict.resultState() == ResultState.DUPLICATES ? duplicates : none).increment();
        if (isReused) {
            reused.increment();
        }
        // two machines' clocks: the difference may come out negative
        verdictTime.record(sinceAsked.isNegative() ? Duration.ZERO : sinceAsked);
    }

    /**
     * Sections of one check.
     *
     * @param known those whose results were known
     * @param scanned the others
     */
    void sections(int known, int scanned) {
        sectionsReused.increment(known);
        sectionsScanned.increment(scanned);
    }

    void failure() {
        failures.increment();
    }

    /** Counts a submission that was withdrawn. */
    public void withdrawal() {
        withdrawn.increment();
    }
}
