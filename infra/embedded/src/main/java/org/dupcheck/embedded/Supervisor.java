package org.dupcheck.embedded;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches processes and starts those again that end by themselves, until it is closed.
 *
 * <p>A process is looked at ten times a second. The first new start comes at once; when it fails, or the process soon
 * ends again, the next ones wait {@link #FIRST_DELAY}, then twice as long each time up to {@link #LONGEST_DELAY},
 * without end. After {@link #STEADY} of running all is forgotten. A process that was stopped on purpose ({@link
 * ManagedProcess#stop}) is left alone.
 *
 * <p>Close it before the processes, or they may be started once more while the JVM ends. Thread-safe.
 */
public final class Supervisor implements AutoCloseable {
    public static final Duration FIRST_DELAY = Duration.ofMillis(500);
    public static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    public static final Duration STEADY = Duration.ofMinutes(1);

    private static final long PERIOD_MILLIS = 100;
    private static final long CLOSE_SECONDS = 90;
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final ScheduledExecutorService scheduler;

    private Supervisor(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    /** Watches them with a thread for each, so that the slow start of one does not hold up another. */
    public static Supervisor watch(List<? extends ManagedProcess> processes, InstantSource clock) {
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(processes.size(), work -> {
            Thread thread = new Thread(work, "dupcheck-supervisor");
            thread.setDaemon(true);
            return thread;
        });
        return watch(processes, clock, scheduler);
    }

    /** Watches them on a scheduler, which becomes the supervisor's own and is closed with it. */
    static Supervisor watch(
            List<? extends ManagedProcess> processes, InstantSource clock, ScheduledExecutorService scheduler) {
        for (ManagedProcess process : processes) {
            Watch watch = new Watch(process, clock);
            var unused =
                    scheduler.scheduleWithFixedDelay(watch::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
        return new Supervisor(scheduler);
    }

    /** Ends the watching, and waits for a start that is under way. */
    @Override
    public void close() {
        scheduler.shutdownNow();
        try {
            if (!scheduler.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a process is still being started after {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is known of one process; used by one thread at a time. */
    static final class Watch {
        private final ManagedProcess process;
        private final InstantSource clock;
        private int attempts;
        private Instant lastAttempt = Instant.MIN;

        Watch(ManagedProcess process, InstantSource clock) {
            this.process = process;
            this.clock = clock;
        }

        /** Never throws: the scheduler would drop the task. */
        void look() {
            try {
                if (process.isWanted() && !process.isRunning() && isDue()) {
                    startAgain();
                }
            } catch (RuntimeException | Error e) { // an error as well: nobody else would tell it
                LOG.error(
                        "{} cannot be started again; next attempt in {} ms: {}",
                        process.name(),
                        delay().toMillis(),
                        e.toString());
            }
        }

        private boolean isDue() {
            Instant now = clock.instant();
            if (attempts > 0 && lastAttempt.plus(STEADY).isBefore(now)) {
                attempts = 0;
            }
            return attempts == 0 || !now.isBefore(lastAttempt.plus(delay()));
        }

        private void startAgain() {
            LOG.warn("{} has ended by itself: starting it again", process.name());
            attempts++;
            lastAttempt = clock.instant();
            process.revive();
            LOG.info("{} answers again", process.name());
        }

        private Duration delay() {
            int doublings = Math.min(Math.max(attempts - 1, 0), 10); // 2^10 is past the longest delay
            Duration delay = FIRST_DELAY.multipliedBy(1L << doublings);
            return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
        }
    }
}
