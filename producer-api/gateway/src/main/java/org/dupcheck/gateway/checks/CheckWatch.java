package org.dupcheck.gateway.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dupcheck.gateway.common.PollLoop;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.checks.AwaitedChecks;
import org.dupcheck.store.checks.AwaitedChecks.Awaited;
import org.dupcheck.store.checks.AwaitedChecks.Seen;
import org.dupcheck.store.checks.StoredCheck;
import org.dupcheck.store.verdicts.VerdictBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the rows of checks for everybody who waits: one thread asks for all awaited rows at once, so that a thousand
 * waiting requests cost a query or two a period and hold no thread. Watchers are as many as the semaphores of their callers
 * let in. Thread-safe.
 */
public final class CheckWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckWatch.class);
    private static final int KEYS_A_QUERY = 1_000;

    private final AwaitedChecks checks;
    private final Set<Watching> watchings = ConcurrentHashMap.newKeySet();
    private final PollLoop loop;

    /** @param period between two looks while somebody waits */
    public CheckWatch(AwaitedChecks checks, Duration period) {
        this.checks = checks;
        this.loop = new PollLoop("checks", period, watchings::isEmpty, this::look);
    }

    /** Broken once the thread that looks has ended. */
    public Health health() {
        return loop.health();
    }

    /** Starts the thread that looks. */
    public void start() {
        loop.start();
    }

    /** Tells {@code watcher} what the database holds, again and again, until the watching is closed. */
    public Watching watch(Awaited awaited, Watcher watcher) {
        Watching watching = new Watching(awaited, watcher);
        watchings.add(watching);
        loop.wakeUp();
        return watching;
    }

    private void look() {
        Map<Awaited, List<Watching>> byRow = new HashMap<>();
        for (Watching watching : watchings) {
            byRow.computeIfAbsent(watching.awaited, row -> new ArrayList<>(1)).add(watching);
        }
        List<Awaited> rows = List.copyOf(byRow.keySet());
        for (int from = 0; from < rows.size(); from += KEYS_A_QUERY) {
            List<Awaited> some = rows.subList(from, Math.min(rows.size(), from + KEYS_A_QUERY));
            List<Seen> seen = checks.find(some);
            for (Seen row : seen) {
                byRow.getOrDefault(row.awaited(), List.of()).forEach(watching -> watching.tell(row));
            }
        }
    }

    /** Stops telling; those who wait are not told. May be called twice. */
    @Override
    public void close() {
        loop.close();
    }

    /** Is told a row at every look, changed or not, on the watching thread: it must return at once. */
    @FunctionalInterface
    public interface Watcher {
        void seen(StoredCheck check, @Nullable VerdictBody verdict);
    }

    /** One watcher's place in the watch. */
    public final class Watching implements AutoCloseable {
        private final Awaited awaited;
        private final Watcher watcher;

        private Watching(Awaited awaited, Watcher watcher) {
            this.awaited = awaited;
            this.watcher = watcher;
        }

        private void tell(Seen row) {
            try {
                watcher.seen(row.check(), row.verdict());
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
