package org.dupcheck.runtime.health;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Work that comes round, on a thread of its own: at once when started, and then at a pause after each turn. A turn that
 * throws is told by the {@link Lifeline}, and the next one comes all the same. Thread-safe.
 */
public final class RecurringTask implements Component {
    private final Lifeline lifeline;
    private final Runnable turn;
    private final Duration pause;
    private final ScheduledExecutorService executor;

    /**
     * @param what is done, as in "deleting submitted texts"
     * @param pause between two turns, at least 1 ms
     */
    public RecurringTask(String what, String threadName, Duration pause, Runnable turn) {
        this.lifeline = new Lifeline(what);
        this.turn = lifeline.guard(turn);
        this.pause = pause;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void start() {
        var unused = executor.scheduleWithFixedDelay(turn, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether no further turn comes: a long one looks at it and ends. */
    public boolean isClosed() {
        return executor.isShutdown();
    }

    /** Broken once a turn has thrown. */
    @Override
    public Health health() {
        return lifeline.health();
    }

    /** Lets a turn that is under way end by itself, without waiting for it. */
    @Override
    public void close() {
        executor.shutdown();
    }

    /** Waits for a turn that is under way, and interrupts it when the patience is over. */
    public void close(Duration patience) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
