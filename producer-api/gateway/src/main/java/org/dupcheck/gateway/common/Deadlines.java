package org.dupcheck.gateway.common;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The one clock thread of the gateway: gives up waiting, and beats streams' hearts. It runs even while the database
 * hangs, so an answer is never later than promised. Tasks must only complete futures or hand work on. Thread-safe.
 */
public final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    /** Starts the thread when the first task comes. */
    public Deadlines() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "dupcheck-gateway-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Runs the task once, unless it is cancelled before. */
    public Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Runs the task again and again, the first time after one period, until it is cancelled. */
    public Future<?> every(Duration period, Runnable task) {
        return timer.scheduleAtFixedRate(task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The same outcome, or the failure given where there is none in time. */
    public <T> CompletableFuture<T> within(
            Duration limit, CompletableFuture<T> future, Supplier<? extends RuntimeException> late) {
        CompletableFuture<T> bounded = new CompletableFuture<>();
        Future<?> alarm = after(limit, () -> bounded.completeExceptionally(late.get()));
        // what comes of it is in bounded
        var unused = future.whenComplete((value, failure) -> {
            alarm.cancel(false);
            if (failure == null) {
                bounded.complete(value);
            } else {
                bounded.completeExceptionally(failure);
            }
        });
        return bounded;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
