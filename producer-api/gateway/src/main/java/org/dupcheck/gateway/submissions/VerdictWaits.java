package org.dupcheck.gateway.submissions;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.dupcheck.client.Published;
import org.dupcheck.contract.CheckState;
import org.dupcheck.gateway.checks.CheckWatch;
import org.dupcheck.gateway.common.Deadlines;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.checks.AwaitedChecks.Awaited;
import org.dupcheck.store.checks.StoredCheck;
import org.dupcheck.store.verdicts.VerdictBody;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for the verdict of one revision. A wait ends with the verdict; with the state, once it is certain that
 * there will be no verdict (superseded, withdrawn, the revision used for other content); or with the state seen last, when its time is up. A failed check is
 * waited for, because it is tried again. Thread-safe.
 */
public final class VerdictWaits {
    private final CheckWatch watch;
    private final Deadlines deadlines;
    private final Semaphore places;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param maximum requests that may wait at once */
    public VerdictWaits(CheckWatch watch, Deadlines deadlines, int maximum) {
        this.watch = watch;
        this.deadlines = deadlines;
        this.places = new Semaphore(maximum);
    }

    /**
     * Takes a place for one that will wait, before its submission is published.
     *
     * @throws ProblemException where all are taken
     */
    void reserve() {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("too many requests wait for a verdict; come again without waitMs", 1);
        }
    }

    /** Gives a reserved place back that no wait was begun with. */
    void release() {
        places.release();
    }

    /**
     * Waits at a reserved place, which is given back at the end. Never completes with a failure.
     *
     * @param sent the record of what is waited for
     */
    CompletableFuture<WaitResult> await(Awaited awaited, String contentHash, Published sent, Duration limit) {
        Wait wait = new Wait(awaited.revision(), contentHash, sent);
        waits.add(wait);
        wait.begin(watch.watch(awaited, wait), deadlines.after(limit, wait::giveUp));
        if (closed) {
            wait.giveUp();
        }
        return wait.outcome;
    }

    /** Answers all who wait with what is known, and lets nobody wait any more. */
    public void close() {
        closed = true;
        waits.forEach(Wait::giveUp);
    }

    /**
     * How far the awaited revision came.
     *
     * @param verdict the verdict as of when it was seen, if and only if the state is FINISHED
     * @param reused whether the revision was used before, with other content; then the state is nobody's
     */
    record WaitResult(CheckState state, @Nullable VerdictBody verdict, boolean reused) {
        static WaitResult of(CheckState state) {
            return new WaitResult(state, null, false);
        }
    }

    private final class Wait implements CheckWatch.Watcher {
        private final CompletableFuture<WaitResult> outcome = new CompletableFuture<>();
        private final long revision;
        private final String contentHash;
        private final Published sent;
        private volatile CheckState lastSeen = CheckState.QUEUED;

        Wait(long revision, String contentHash, Published sent) {
            this.revision = revision;
            this.contentHash = contentHash;
            this.sent = sent;
        }

        void begin(CheckWatch.Watching watching, Future<?> alarm) {
            var unused = outcome.whenComplete((value, failure) -> {
                release();
                watching.close();
                alarm.cancel(false);
                waits.remove(this);
            });
        }

        @Override
        public void seen(StoredCheck row, @Nullable VerdictBody verdict) {
            if (row.revision() > revision) {
                outcome.complete(WaitResult.of(CheckState.SUPERSEDED));
            } else if (row.reuses(revision, contentHash)) {
                outcome.complete(new WaitResult(row.state(), null, true));
            } else if (row.takesBack(sent.partition(), sent.offset())) {
                outcome.complete(WaitResult.of(CheckState.WITHDRAWN));
            } else if (row.revision() == revision && !isOfEarlierRecord(row)) {
                switch (row.state()) {
                    case FINISHED, SUPERSEDED, WITHDRAWN ->
                        outcome.complete(new WaitResult(row.state(), verdict, false));
                    case QUEUED, RUNNING, FAILED -> lastSeen = row.state();
                }
            }
        }

        /** The same revision may be sent again, and then begins again: how it ended before is not how it ends now. */
        private boolean isOfEarlierRecord(StoredCheck row) {
            boolean hasEnded = row.state() == CheckState.SUPERSEDED || row.state() == CheckState.WITHDRAWN;
            return hasEnded && row.isBefore(sent.partition(), sent.offset());
        }

        private void giveUp() {
            outcome.complete(WaitResult.of(lastSeen));
        }
    }
}
