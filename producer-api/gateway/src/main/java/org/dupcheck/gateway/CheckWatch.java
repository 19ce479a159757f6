package org.dupcheck.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dupcheck.gateway.CheckQueries.Awaited;
import org.dupcheck.gateway.CheckQueries.Seen;
import org.dupcheck.runtime.database.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches check_task for everybody who waits: one thread asks for all awaited rows in one query, so that a thousand
 * waiting requests cost one query a period and hold no thread. It sleeps while nobody waits.
 *
 * <p>The period is the one configured while somebody began to wait lately, and {@link #PATIENCE_FACTOR} times that when
 * all have waited long; never less than {@link #QUERY_SHARE} times what the query took, so that watching takes no more
 * than that share of a connection. Watchers are as many as the semaphores of their callers let in. Thread-safe.
 */
final class CheckWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckWatch.class);
    private static final int KEYS_A_QUERY = 1_000;
    private static final int PATIENCE_FACTOR = 5;
    private static final int QUERY_SHARE = 4;
    private static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Database database;
    private final long periodNanos;
    private final Set<Watching> watchings = ConcurrentHashMap.newKeySet();
    private final Semaphore wakeUp = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "dupcheck-gateway-watch");
    private volatile long newestNanos;
    private boolean failing;

    CheckWatch(Database database, Duration period) {
        this.database = database;
        this.periodNanos = period.toNanos();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Tells {@code watcher} what the database holds, again and again, until the watching is closed. */
    Watching watch(Awaited awaited, Watcher watcher) {
        Watching watching = new Watching(awaited, watcher);
        newestNanos = System.nanoTime();
        watchings.add(watching);
        wakeUp.release();
        return watching;
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                if (watchings.isEmpty()) {
                    wakeUp.acquire();
                }
                wakeUp.drainPermits();
                long begin = System.nanoTime();
                boolean answered = poll();
                long end = System.nanoTime();
                long pause = answered ? pause(end - begin, end - newestNanos) : AFTER_FAILURE_NANOS;
                if (stopped.await(pause, TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("watching ends: interrupted");
        }
    }

    private long pause(long queryNanos, long sinceNewestNanos) {
        long wanted = sinceNewestNanos < LATELY_NANOS ? periodNanos : PATIENCE_FACTOR * periodNanos;
        return Math.max(wanted, QUERY_SHARE * queryNanos);
    }

    private boolean poll() {
        try {
            Map<Awaited, List<Watching>> byRow = new HashMap<>();
            for (Watching watching : watchings) {
                byRow.computeIfAbsent(watching.awaited, row -> new ArrayList<>(1))
                        .add(watching);
            }
            List<Awaited> rows = List.copyOf(byRow.keySet());
            for (int from = 0; from < rows.size(); from += KEYS_A_QUERY) {
                List<Awaited> some = rows.subList(from, Math.min(rows.size(), from + KEYS_A_QUERY));
                List<Seen> seen = database.read(session -> CheckQueries.findAwaited(session, some));
                for (Seen row : seen) {
                    byRow.getOrDefault(row.awaited(), List.of()).forEach(watching -> watching.tell(row));
                }
            }
            if (failing) {
                failing = false;
                LOG.info("the checks can be read again");
            }
            return true;
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warn("the checks cannot be read for now: {}", e.toString());
            }
            return false;
        }
    }

    /** Stops telling; those who wait are not told. May be called twice. */
    @Override
    public void close() {
        stopped.countDown();
        wakeUp.release();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Is told a row at every look, changed or not, on the watching thread: it must return at once. */
    @FunctionalInterface
    interface Watcher {
        void seen(CheckRow row, @Nullable String result);
    }

    /** One watcher's place in the watch. */
    final class Watching implements AutoCloseable {
        private final Awaited awaited;
        private final Watcher watcher;

        private Watching(Awaited awaited, Watcher watcher) {
            this.awaited = awaited;
            this.watcher = watcher;
        }

        private void tell(Seen row) {
            try {
                watcher.seen(row.row(), row.result());
            } catch (RuntimeException e) {
                LOG.error("a watcher failed and is told no more", e);
                close();
            }
        }

        @Override
        public void close() {
            watchings.remove(this);
        }
    }
}
