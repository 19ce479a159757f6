package org.dupcheck.gateway.common;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that asks the database again and again while somebody waits, and sleeps while nobody does.
 *
 * <p>The period is the one configured while somebody began to wait lately, and {@link #PATIENCE_FACTOR} times that when
 * all have waited long. After a slow query it is {@link #QUERY_SHARE} times what that took, so that watching takes a share of
 * a connection only; but a second at most: the first query after an outage takes seconds to get a connection, and those
 * who wait would miss for four times as long what is there. Thread-safe.
 */
public final class PollLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    private static final int PATIENCE_FACTOR = 5;
    private static final int QUERY_SHARE = 4;
    private static final long MOST_AFTER_QUERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Lifeline lifeline;
    private final String what;
    private final long periodNanos;
    private final BooleanSupplier nobodyWaits;
    private final Runnable look;
    private final Semaphore wakeUp = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile long newestNanos;
    private boolean failing;

    /**
     * @param what is looked at, for the thread's name and the log
     * @param look one look for all who wait; it must not wait for any of them
     */
    public PollLoop(String what, Duration period, BooleanSupplier nobodyWaits, Runnable look) {
        this.lifeline = new Lifeline("watching the " + what);
        this.what = what;
        this.periodNanos = period.toNanos();
        this.nobodyWaits = nobodyWaits;
        this.look = look;
        this.thread = new Thread(lifeline.guard(this::run), "dupcheck-gateway-watch-" + what);
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Somebody waits from now on. */
    public void wakeUp() {
        newestNanos = System.nanoTime();
        wakeUp.release();
    }

    private void run() {
        try {
            while (stopped.getCount() > 0) {
                if (nobodyWaits.getAsBoolean()) {
                    wakeUp.acquire();
                }
                wakeUp.drainPermits();
                long begin = System.nanoTime();
                boolean answered = poll();
                long end = System.nanoTime();
                long pause = answered ? pause(periodNanos, end - begin, end - newestNanos) : AFTER_FAILURE_NANOS;
                if (stopped.await(pause, TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            lifeline.ended(e); // nobody should
        }
    }

    /** Nanoseconds until the next look. */
    static long pause(long periodNanos, long queryNanos, long sinceNewestNanos) {
        long wanted = sinceNewestNanos < LATELY_NANOS ? periodNanos : PATIENCE_FACTOR * periodNanos;
        return Math.max(wanted, Math.min(QUERY_SHARE * queryNanos, MOST_AFTER_QUERY_NANOS));
    }

    private boolean poll() {
        try {
            look.run();
            if (failing) {
                failing = false;
                LOG.info("the {} can be read again", what);
            }
            return true;
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warn("the {} cannot be read for now: {}", what, e.toString());
            }
            return false;
        }
    }

    /** Broken once an error has ended the thread. */
    public Health health() {
        return lifeline.health();
    }

    /** Stops looking; those who wait are not told. May be called twice. */
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
}
