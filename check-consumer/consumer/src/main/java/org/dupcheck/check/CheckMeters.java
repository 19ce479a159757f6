package org.dupcheck.check;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;

/** What the check role counts and times. */
final class CheckMeters {
    private final Counter reused;
    private final Counter duplicates;
    private final Counter none;
    private final Counter failures;
    private final Counter withdrawn;
    private final Timer verdictTime;

    /** The steps of a check. */
    final Timer begin;

    final Timer references;
    final Timer scan;
    final Timer store;
    final Timer announce;

    CheckMeters(MeterRegistry meters) {
        reused = Counter.builder("dupcheck.check.reused")
                .description("verdicts given without a scan: text, corpus, engine and settings were unchanged")
                .register(meters);
        duplicates = verdicts(meters, ResultState.DUPLICATES);
        none = verdicts(meters, ResultState.NONE);
        failures = Counter.builder("dupcheck.check.failures")
                .description("tries of a check that ended in an error")
                .register(meters);
        withdrawn = Counter.builder("dupcheck.check.withdrawn")
                .description("submissions withdrawn")
                .register(meters);
        verdictTime = Timer.builder("dupcheck.check.verdict.time")
                .description("from the broker's time stamp of the submission until the verdict is stored and announced")
                .publishPercentileHistogram()
                .register(meters);
        begin = step(meters, "begin");
        references = step(meters, "references");
        scan = step(meters, "scan");
        store = step(meters, "store");
        announce = step(meters, "announce");
    }

    private static Counter verdicts(MeterRegistry meters, ResultState result) {
        return Counter.builder("dupcheck.check.verdicts")
                .description("verdicts given")
                .tag("result", result.name())
                .register(meters);
    }

    private static Timer step(MeterRegistry meters, String step) {
        return Timer.builder("dupcheck.check.step")
                .description("time in one step of a check")
                .tag("step", step)
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    void verdict(Verdict verdict, Duration sinceSubmission) {
        (verdict.resultState() == ResultState.DUPLICATES ? duplicates : none).increment();
        if (verdict.reason() == VerdictReason.UNCHANGED) {
            reused.increment();
        }
        // two machines' clocks: the difference may come out negative
        verdictTime.record(sinceSubmission.isNegative() ? Duration.ZERO : sinceSubmission);
    }

    void failure() {
        failures.increment();
    }

    void withdrawal() {
        withdrawn.increment();
    }
}
