package org.dupcheck.gateway.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dupcheck.gateway.common.PollLoop;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.verdicts.VerdictChanges;
import org.dupcheck.store.verdicts.VerdictChanges.Change;
import org.dupcheck.store.verdicts.VerdictChanges.Look;
import org.jspecify.annotations.Nullable;

/**
 * Knows how up to date what is kept is, and makes it so. Thread-safe.
 *
 * <p>A reader may use what is kept if a look at the database's changes has begun no longer than {@code lag} before the
 * reader came, and its changes have been dropped. A thread looks at half that period while there are readers. A reader that
 * finds the last look too old looks itself, one for all who wait. So nothing hangs on that thread: where it is late, slow
 * or gone, readers become slower, and never get something older. Where the database is away a look fails, and with it each
 * reader that needs it.
 */
final class Freshness implements AutoCloseable {
    /** Without readers for so long the thread sleeps. */
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Shorter than that, so that the thread is awake when it should be. */
    private static final long WAKE_NANOS = IDLE_NANOS / 2;

    /** After that long without a look all is dropped: deletions are told for a day only. */
    private static final long LONGEST_GAP_NANOS = TimeUnit.HOURS.toNanos(12);

    private final VerdictChanges changes;
    private final Keeper keeper;
    private final long lagNanos;
    private final @Nullable PollLoop loop;
    private final Timer looks;
    private final AtomicReference<@Nullable CompletableFuture<Seen>> underWay = new AtomicReference<>();
    private final Object applying = new Object();
    private volatile @Nullable Seen seen;
    private volatile long askedNanos = System.nanoTime() - IDLE_NANOS;
    private volatile long wokenNanos = System.nanoTime() - IDLE_NANOS;
    private volatile long floorNanos = System.nanoTime();

    Freshness(VerdictChanges changes, Duration lag, Keeper keeper, MeterRegistry meters) {
        this.changes = changes;
        this.keeper = keeper;
        this.lagNanos = lag.toNanos();
        Duration period = lag.dividedBy(2);
        this.loop = period.isZero() ? null : new PollLoop("changes of verdicts", period, this::idle, this::lookOnce);
        this.looks = Timer.builder("dupcheck.verdict.cache.look")
                .description("Looks at the database for verdicts that have changed")
                .register(meters);
    }

    /** Drops what is out of date, by one thread at a time. */
    interface Keeper {
        void forget(List<Change> changed);

        void forgetAll();

        /** The thread has looked, and has time until it looks again. No lock is held. */
        void looked(Seen seen);
    }

    /**
     * A look whose changes have been dropped.
     *
     * @param begunNanos when it began; it saw all that was committed before
     */
    record Seen(long begunNanos, Look look) {}

    /**
     * What a reader may rely on.
     *
     * @param asked whether the reader had to wait for a look
     */
    record Current(Seen seen, boolean asked) {}

    void start() {
        if (loop != null) {
            loop.start();
        }
    }

    /** From now on, no reader gets what was seen before. */
    void lookAgain() {
        floorNanos = System.nanoTime();
    }

    /** Throws as a read of the database does, where there has to be one. */
    Current require() {
        long came = System.nanoTime();
        long floor = floorNanos;
        long needed = floor - (came - lagNanos) > 0 ? floor : came - lagNanos;
        noteReader(came);
        Seen last = seen;
        boolean asked = false;
        while (last == null || last.begunNanos - needed < 0) {
            last = look();
            asked = true;
        }
        return new Current(last, asked);
    }

    /** Runs the work unless something was dropped since; nothing is dropped meanwhile. It must be short. */
    void ifNothingDroppedSince(Seen before, Runnable work) {
        synchronized (applying) {
            Seen last = seen;
            // no two looks begin at once
            if (last != null && last.begunNanos == before.begunNanos) {
                work.run();
            }
        }
    }

    private void noteReader(long now) {
        askedNanos = now;
        if (loop != null && now - wokenNanos > WAKE_NANOS) {
            wokenNanos = now;
            loop.wakeUp();
        }
    }

    private boolean idle() {
        return System.nanoTime() - askedNanos > IDLE_NANOS;
    }

    private void lookOnce() {
        keeper.looked(look());
    }

    /** A look begun now, or the one under way, which may have begun too early. */
    private Seen look() {
        CompletableFuture<Seen> mine = new CompletableFuture<>();
        CompletableFuture<Seen> others = underWay.compareAndExchange(null, mine);
        if (others != null) {
            return join(others);
        }
        try {
            Seen fresh = lookAndDrop();
            underWay.set(null);
            mine.complete(fresh);
            return fresh;
        } catch (RuntimeException | Error e) {
            underWay.set(null);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private Seen lookAndDrop() {
        Seen before = seen;
        long begun = System.nanoTime();
        boolean tooLongAgo = before != null && begun - before.begunNanos > LONGEST_GAP_NANOS;
        Look look = changes.look(before == null || tooLongAgo ? null : before.look);
        Seen now = new Seen(begun, look);
        synchronized (applying) {
            if (before == null || tooLongAgo || !look.whole()) {
                keeper.forgetAll();
            } else {
                keeper.forget(look.changes());
            }
            seen = now;
        }
        looks.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        return now;
    }

    /** What the future comes to; its failure is thrown as it was. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Broken once the thread that looks has ended. */
    Health health() {
        return loop == null ? Health.UP : loop.health();
    }

    @Override
    public void close() {
        if (loop != null) {
            loop.close();
        }
    }
}
