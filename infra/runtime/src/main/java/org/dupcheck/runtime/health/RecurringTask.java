package org.dupcheck.runtime.health;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Work that comes round, on a thread of its own: at once when started, and then at a pause after each turn. A turn that
 * throws is told by the {@link Lifeline}, and the next one comes all the same. In a {@link Drain} turns are left out.
 * Thread-safe.
 */
public final class RecurringTask implements Component {
    private static final String PREFIX = "dupcheck-";

    private final Lifeline lifeline;
    private final Runnable turn;
    private final Duration pause;
    private final Drain drain;
    private final ScheduledExecutorService executor;

    /**
     * One that goes on in a process that takes no work.
     *
     * @param what is done, as in "deleting submitted texts"
     * @param pause between two turns, at least 1 ms
     */
    public RecurringTask(String what, String threadName, Duration pause, Runnable turn) {
        this(what, threadName, pause, turn, new Drain());
    }

    /**
     * @param what is done, as in "deleting submitted texts"
     * @param threadName without "dupcheck-" also what it is called while it is at work
     * @param pause between two turns, at least 1 ms
     * @param drain whether work is taken
     */
    public RecurringTask(String what, String threadName, Duration pause, Runnable turn, Drain drain) {
        this.lifeline = new Lifeline(what);
        String name = threadName.startsWith(PREFIX) ? threadName.substring(PREFIX.length()) : threadName;
        this.turn = lifeline.guard(() -> take(name, turn));
        this.pause = pause;
        this.drain = drain;
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }

    private void take(String name, Runnable work) {
        drain.enter(name).ifPresent(entered -> {
            try (entered) {
                work.run();
            }
        });
    }

    @Override
    public void start() {
        var unused = executor.scheduleWithFixedDelay(turn, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it is closed, or no work is taken for now: a long turn looks at it and ends. */
    public boolean isHalted() {
        return executor.isShutdown() || drain.isOn();
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
