package org.dupcheck.gateway.references;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.gateway.common.Deadlines;
import org.dupcheck.gateway.common.PollLoop;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Store;
import org.dupcheck.store.references.ReferenceViews.DocumentRow;
import org.dupcheck.store.references.ReferenceViews.DocumentRows;

/**
 * Those who wait until reference events have been dealt with. One thread asks for all awaited documents at once; nobody
 * who waits holds a thread. Waits are bounded in number. Thread-safe.
 */
public final class EventWaits implements AutoCloseable {
    private static final int KEYS_A_QUERY = 1_000;

    private final Store store;
    private final Deadlines deadlines;
    private final Semaphore places;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final PollLoop loop;
    private volatile boolean closed;

    /** @param maximum requests that may wait at once */
    public EventWaits(Store store, Deadlines deadlines, Duration period, int maximum) {
        this.store = store;
        this.deadlines = deadlines;
        this.places = new Semaphore(maximum);
        this.loop = new PollLoop("reference events", period, waits::isEmpty, this::look);
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
     * Takes a place for one that will wait, before its events are published.
     *
     * @throws ProblemException where all are taken
     */
    void reserve() {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("too many requests wait for events; come again without waitMs", 1);
        }
    }

    /** Gives a reserved place back that no wait was begun with. */
    void release() {
        places.release();
    }

    /**
     * Waits at a reserved place, which is given back at the end. Never completes with a failure; empty where not all of
     * the events have been dealt with in time.
     */
    CompletableFuture<Optional<Applied>> await(List<ReferenceEvent> events, Duration limit) {
        Wait wait = new Wait(events);
        var alarm = deadlines.after(limit, wait::giveUp);
        var unused = wait.outcome.whenComplete((done, failure) -> {
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
            wait.giveUp();
        }
        return wait.outcome;
    }

    private void look() {
        Set<DocumentKey> wanted = new HashSet<>();
        waits.forEach(wait -> wanted.addAll(wait.missing()));
        List<DocumentKey> keys = List.copyOf(wanted);
        for (int from = 0; from < keys.size(); from += KEYS_A_QUERY) {
            List<DocumentKey> some = keys.subList(from, Math.min(keys.size(), from + KEYS_A_QUERY));
            DocumentRows seen = store.read(tables -> tables.referenceViews().rows(some));
            waits.forEach(wait -> wait.seen(seen));
        }
    }

    /** Tells all who wait that it takes longer, and lets nobody wait any more. May be called twice. */
    @Override
    public void close() {
        closed = true;
        waits.forEach(Wait::giveUp);
        loop.close();
    }

    /**
     * All of a request's events, dealt with.
     *
     * @param corpusVersion at which the last of them was seen to be: the reference set at this version or a later one
     *     has them
     * @param events in the order of the request
     */
    record Applied(long corpusVersion, List<AppliedEvent> events) {}

    /** Looked at by the watching thread alone, but for its outcome. */
    private static final class Wait {
        private final CompletableFuture<Optional<Applied>> outcome = new CompletableFuture<>();
        private final List<SentEvent> events;
        private volatile List<DocumentKey> missing;
        private final Map<DocumentKey, DocumentRow> rows = new ConcurrentHashMap<>();

        Wait(List<ReferenceEvent> events) {
            this.events = events.stream().map(SentEvent::of).toList();
            this.missing = this.events.stream().map(SentEvent::key).distinct().toList();
        }

        List<DocumentKey> missing() {
            return missing;
        }

        void seen(DocumentRows seen) {
            rows.putAll(seen.rows());
            Set<DocumentKey> open = new HashSet<>();
            for (SentEvent event : events) {
                if (!AppliedEvent.isDealtWith(event, rows.get(event.key()))) {
                    open.add(event.key());
                }
            }
            missing = List.copyOf(open);
            if (open.isEmpty()) {
                List<AppliedEvent> done = new ArrayList<>(events.size());
                for (SentEvent event : events) {
                    DocumentRow row = rows.get(event.key());
                    if (row != null) {
                        done.add(AppliedEvent.of(event, row));
                    }
                }
                outcome.complete(Optional.of(new Applied(seen.corpusVersion(), List.copyOf(done))));
            }
        }

        void giveUp() {
            outcome.complete(Optional.empty());
        }
    }
}
