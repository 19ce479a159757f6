package org.dupcheck.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works purges off, one after the other, in transactions of bounded size, on a thread of its own. Several nodes may do so
 * at once: each takes the rows that no other holds. Thread-safe.
 */
public final class Retention implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Rows of one transaction; locks are held for that long. */
    public static final int BATCH = 500;

    private final Clock clock;
    private final List<Purge> purges;
    private final RecurringTask task;

    /**
     * One that goes on in a process that takes no work.
     *
     * @param role as in the thread's name, such as "notifier"
     * @param interval between two turns, at least 1 ms
     */
    public Retention(String role, Clock clock, Duration interval, List<Purge> purges) {
        this(role, clock, interval, purges, new Drain());
    }

    /**
     * @param role as in the thread's name, such as "notifier"
     * @param interval between two turns, at least 1 ms
     * @param drain whether work is taken
     */
    public Retention(String role, Clock clock, Duration interval, List<Purge> purges, Drain drain) {
        this.clock = clock;
        this.purges = List.copyOf(purges);
        this.task = new RecurringTask(
                "deleting what need not be kept, of " + role,
                "dupcheck-retention-" + role,
                interval,
                this::turn,
                drain);
    }

    @Override
    public void start() {
        task.start();
    }

    private void turn() {
        purges.forEach(this::purge);
    }

    /** One that fails keeps no other from its turn; an exception that leaves the task would make it look broken. */
    private void purge(Purge purge) {
        try {
            long rows = run(purge);
            if (rows > 0) {
                LOG.info("{} {} deleted or made anonymous, their time was up", rows, purge.what());
            }
        } catch (RetryLaterException e) {
            LOG.info("{} are looked through at the next turn: {}", purge.what(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("{} cannot be looked through", purge.what(), e);
        }
    }

    /**
     * Works one purge off; ends with the first batch that is not full, so at most with what was due at the start.
     *
     * @return rows changed
     */
    long run(Purge purge) {
        Instant before = clock.instant().minus(purge.keep());
        long rows = 0;
        int batch = BATCH;
        while (batch == BATCH && !task.isHalted()) {
            batch = purge.step().run(before, BATCH);
            rows += batch;
        }
        return rows;
    }

    /**
     * Works all purges off, on the caller's thread.
     *
     * @return rows changed
     */
    public long runAll() {
        return purges.stream().mapToLong(this::run).sum();
    }

    /** Broken once an error has come out of a turn; the next ones come all the same. */
    @Override
    public Health health() {
        return task.health();
    }

    @Override
    public void close() {
        task.close();
    }
}
