package org.dupcheck.check.recheck;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.check.pending.OpenComparison;
import org.dupcheck.check.pending.OpenSettings;
import org.dupcheck.check.verdict.VerdictAnnouncement;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.failure.Failures;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.CheckRow;
import org.dupcheck.store.checks.NewVerdict;
import org.dupcheck.store.checks.SubmissionChecks;
import org.dupcheck.store.open.OpenSubmissions.Checked;
import org.dupcheck.store.open.Rechecks.Claimed;
import org.dupcheck.store.open.Rechecks.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks open submissions again that a change of the reference set may have touched, on a thread of its own. The queue
 * stands in the database, so all nodes share the work, and what a node leaves behind another one takes up. A verdict is
 * replaced only where its findings have changed. Every step may be repeated after a crash.
 */
public final class RecheckWorker implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(RecheckWorker.class);

    /** Taken at once. One that is likely to change may come meanwhile, and waits for them. */
    private static final int PORTION = 16;
    /** After that long another node takes up what was begun. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);

    private static final CompletableFuture<Void> NOTHING_TO_TELL = CompletableFuture.completedFuture(null);

    private final Store store;
    private final SubmissionChecks checks;
    private final Recheck recheck;
    private final OpenComparison comparison;
    private final VerdictAnnouncement announcement;
    private final Clock clock;
    private final RecurringTask task;
    private final Counter replaced;
    private final Counter confirmed;
    private final Counter closed;
    private final Counter failures;
    private final Timer time;

    public RecheckWorker(
            Store store,
            SubmissionChecks checks,
            Recheck recheck,
            OpenComparison comparison,
            VerdictAnnouncement announcement,
            OpenSettings settings,
            Clock clock,
            MeterRegistry meters,
            Drain drain) {
        this.store = store;
        this.checks = checks;
        this.recheck = recheck;
        this.comparison = comparison;
        this.announcement = announcement;
        this.clock = clock;
        this.task = new RecurringTask(
                "checking open submissions again", "dupcheck-recheck", settings.interval(), this::turn, drain);
        replaced = outcomes(meters, "replaced");
        confirmed = outcomes(meters, "confirmed");
        closed = outcomes(meters, "closed");
        failures = outcomes(meters, "failed");
        time = Timer.builder("dupcheck.recheck.time")
                .description("from the request of a recheck until it is done")
                .publishPercentileHistogram()
                .register(meters);
    }

    private static Counter outcomes(MeterRegistry meters, String outcome) {
        return Counter.builder("dupcheck.recheck.outcomes")
                .description(
                        "rechecks of open submissions: verdicts replaced, verdicts that hold, submissions no longer open, tries"
                                + " that failed")
                .tag("outcome", outcome)
                .register(meters);
    }

    @Override
    public void start() {
        task.start();
    }

    private void turn() {
        try {
            while (!task.isHalted() && workOff() > 0) {
                // on to the next
            }
        } catch (RetryLaterException | SupersededException e) {
            LOG.info("rechecks wait for their turn: {}", e.getMessage());
        }
    }

    /** Works off some that are due; returns how many there were. */
    public int workOff() {
        List<Claimed> claimed = store.inTransaction(tables -> tables.rechecks().claim(LEASE, PORTION, clock.instant()));
        if (claimed.isEmpty()) {
            return 0;
        }
        Map<BusinessKey, Checked> open = new HashMap<>();
        recheck.find(claimed.stream().map(Claimed::key).toList()).forEach(one -> open.put(one.key(), one));
        List<BusinessKey> all = claimed.stream().map(Claimed::key).toList();
        List<Ended> ended = new ArrayList<>();
        List<BusinessKey> left = new ArrayList<>(all);
        // what is left by then goes back before another node takes up what is done here
        Instant enough = clock.instant().plus(LEASE.dividedBy(2));
        RetryLaterException untold;
        try {
            for (Claimed one : claimed) {
                if (!task.isHalted() && clock.instant().isBefore(enough)) {
                    work(one, open.get(one.key())).ifPresent(ended::add);
                    left.remove(one.key());
                }
            }
        } finally {
            untold = settle(all, ended, left);
        }
        if (untold != null) {
            throw untold;
        }
        return claimed.size();
    }

    /**
     * One of a portion.
     *
     * @param outcome what is counted where it is done
     * @param verdictId of the verdict that stands by it; null where the submission is not open
     * @param told completes when the brokers have what there is to tell
     */
    private record Ended(
            Claimed claimed, Counter outcome, @Nullable String verdictId, CompletableFuture<Void> told) {}

    /** Nobody waits for the brokers between two of a portion: only here, once for all. Returns why one could not be told. */
    private @Nullable RetryLaterException settle(List<BusinessKey> all, List<Ended> ended, List<BusinessKey> left) {
        List<Done> done = new ArrayList<>();
        RetryLaterException untold = null;
        for (Ended one : ended) {
            try {
                Failures.join(one.told());
                done.add(Done.of(one.claimed(), one.verdictId()));
                count(one);
            } catch (RetryLaterException e) {
                left.add(one.claimed().key());
                untold = e;
            } catch (RuntimeException e) {
                failed(one.claimed(), e);
            }
        }
        Instant now = clock.instant();
        store.run(tables -> {
            tables.rechecks().lock(all);
            tables.rechecks().done(done, now);
            // not to wait for the end of the lease
            tables.rechecks().postpone(left, now.plus(FIRST_PAUSE));
        });
        return untold;
    }

    private void count(Ended ended) {
        ended.outcome().increment();
        Duration taken = Duration.between(ended.claimed().requestedAt(), clock.instant());
        // two machines' clocks: the difference may come out negative
        time.record(taken.isNegative() ? Duration.ZERO : taken);
    }

    /** Empty where it is to be tried again. */
    private Optional<Ended> work(Claimed claimed, @Nullable Checked open) {
        try {
            Optional<Ended> ended = open == null ? Optional.of(notOpen(claimed)) : check(claimed, open);
            if (ended.isEmpty()) {
                again(claimed);
            }
            return ended;
        } catch (RetryLaterException | SupersededException e) {
            throw e; // none of those that are left can be done now
        } catch (RuntimeException | StackOverflowError e) {
            failed(claimed, e);
            return Optional.empty();
        }
    }

    /** Another verdict has come meanwhile. It is the next try, as one that was cut short, that sees to all that follows from it. */
    private void again(Claimed claimed) {
        store.run(tables -> tables.rechecks().postpone(List.of(claimed.key()), clock.instant()));
    }

    /** Empty where another verdict stands by now. */
    private Optional<Ended> check(Claimed claimed, Checked open) {
        Recheck.Outcome outcome = recheck.run(open, claimed.fromVersion(), claimed.corpusVersion(), task::isHalted);
        String verdictId = outcome.verdict().verdictId();
        NewVerdict replacement = outcome.replacement();
        if (replacement != null && !checks.replace(open.key(), open.revision(), open.verdictId(), replacement)) {
            return Optional.empty();
        }
        if (replacement != null) {
            // as a check does: a change since may have looked for what this verdict names before it was there
            checks.recheckIfBehind(outcome.verdict());
        }
        // a try before this one may have ended between its commit and what follows
        boolean isNews = replacement != null || claimed.attempt() > 1;
        if (isNews || outcome.verdict().openVersion() > 0) {
            comparison.follow(outcome.verdict(), Set.of());
        }
        if (claimed.forDecision()) {
            store.run(tables -> tables.rechecks().held(open.key(), open.revision(), verdictId));
        }
        CompletableFuture<Void> told = isNews || claimed.forDecision()
                ? announcement.finishing(CheckKey.document(open.key()), outcome.verdict())
                : NOTHING_TO_TELL;
        return Optional.of(new Ended(claimed, replacement != null ? replaced : confirmed, verdictId, told));
    }

    /** It was withdrawn, has a newer revision, or is decided. A work order that waits for the outcome is told to go on. */
    private Ended notOpen(Claimed claimed) {
        store.run(tables -> tables.pendingMatches().forget(claimed.key(), clock.instant()));
        CheckKey key = CheckKey.document(claimed.key());
        Optional<CheckRow> row = claimed.forDecision() ? checks.find(key) : Optional.empty();
        String json = row.map(CheckRow::verdict).orElse(null);
        if (row.isPresent() && json != null) {
            Verdict verdict = recheck.read(json);
            store.run(tables -> tables.rechecks().held(claimed.key(), row.get().revision(), verdict.verdictId()));
            return new Ended(claimed, closed, null, announcement.finishing(key, verdict));
        }
        return new Ended(claimed, closed, null, NOTHING_TO_TELL);
    }

    /** It is tried again for ever, ever more rarely: an open submission must not keep a verdict that is no longer true. */
    private void failed(Claimed claimed, Throwable failure) {
        failures.increment();
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(20, claimed.attempt() - 1));
        Instant due = clock.instant().plus(pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE);
        // no more than the kind: a message of the engine or of Java may quote the text
        LOG.warn(
                "{} cannot be checked again, in try {}: {}",
                claimed.key(),
                claimed.attempt(),
                failure.getClass().getSimpleName());
        store.run(tables -> tables.rechecks().postpone(List.of(claimed.key()), due));
    }

    @Override
    public Health health() {
        return task.health();
    }

    @Override
    public void close() {
        task.close(Duration.ofSeconds(5));
    }
}
