package org.dupcheck.gateway.policies;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.dupcheck.gateway.common.Deadlines;
import org.dupcheck.gateway.common.PollLoop;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Store;

/**
 * Those who wait for the end of a preview. One thread asks for all of them at once; nobody who waits holds a thread. Waits are
 * bounded in number. Thread-safe.
 */
public final class PreviewWaits implements AutoCloseable {
    /** Requests that may wait at once: some for each preview that there may be. */
    private static final int MAX_WAITERS = 100;

    /** Previews take seconds. */
    private static final Duration PERIOD = Duration.ofMillis(20);

    private final Store store;
    private final Deadlines deadlines;
    private final Semaphore places = new Semaphore(MAX_WAITERS);
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final PollLoop loop;
    private volatile boolean closed;

    public PreviewWaits(Store store, Deadlines deadlines) {
        this.store = store;
        this.deadlines = deadlines;
        this.loop = new PollLoop("previews", PERIOD, waits::isEmpty, this::look);
    }

    /** Broken once the thread that looks has ended. */
    public Health health() {
        return loop.health();
    }

    /** Starts the thread that looks. */
    public void start() {
        loop.start();
    }

    /**
     * Takes a place for one that will wait, before its preview is asked for.
     *
     * @throws ProblemException where all are taken
     */
    void reserve() {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("too many requests wait for previews; come again with waitMs=0", 1);
        }
    }

    /** Gives a reserved place back that no wait was begun with. */
    void release() {
        places.release();
    }

    /**
     * Waits at a reserved place, which is given back at the end. Never completes with a failure: with the preview's end, or when
     * the time is up.
     */
    CompletableFuture<Boolean> await(String previewId, Duration limit) {
        Wait wait = new Wait(previewId, new CompletableFuture<>());
        var alarm = deadlines.after(limit, () -> wait.outcome.complete(false));
        var unused = wait.outcome.whenComplete((ended, failure) -> {
            release();
            alarm.cancel(false);
            waits.remove(wait);
        });
        waits.add(wait);
        if (wait.outcome.isDone()) {
            waits.remove(wait); // its time was up before it stood there
        }
        loop.wakeUp();
        if (closed) {
            wait.outcome.complete(false);
        }
        return wait.outcome;
    }

    private void look() {
        Set<String> wanted = new HashSet<>();
        waits.forEach(wait -> wanted.add(wait.previewId));
        Set<String> ended =
                Set.copyOf(store.read(tables -> tables.policyPreviews().ended(wanted)));
        waits.forEach(wait -> {
            if (ended.contains(wait.previewId)) {
                wait.outcome.complete(true);
            }
        });
    }

    /** Tells all who wait that it takes longer, and lets nobody wait any more. May be called twice. */
    @Override
    public void close() {
        closed = true;
        waits.forEach(wait -> wait.outcome.complete(false));
        loop.close();
    }

    /** Differs from every other one, also from one for the same preview. */
    private static final class Wait {
        private final String previewId;
        private final CompletableFuture<Boolean> outcome;

        Wait(String previewId, CompletableFuture<Boolean> outcome) {
            this.previewId = previewId;
            this.outcome = outcome;
        }
    }
}
