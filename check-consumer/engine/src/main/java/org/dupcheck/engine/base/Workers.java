package org.dupcheck.engine.base;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads that build pages beside the one that asks for it; they go when there is nothing to do. Thread-safe, but meant
 * for one caller at a time.
 */
public final class Workers {
    private static final int MAX = 16;

    private final int count;
    private final ThreadPoolExecutor threads;

    /** @param count threads at work at once, the caller's included */
    public Workers(int count) {
        this.count = Math.max(1, Math.min(MAX, count));
        AtomicInteger number = new AtomicInteger();
        // the queue never holds more than the tasks of the caller at hand: one for each thread
        threads = new ThreadPoolExecutor(
                this.count, this.count, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX), task -> {
                    Thread thread = new Thread(task, "dupcheck-engine-build-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Threads at work at once, the caller's included. */
    public int count() {
        return count;
    }

    /** Calls {@code work} with each number below {@code tasks}, on all threads and the caller's; returns when all are done. */
    public void forEach(int tasks, IntConsumer work) {
        AtomicInteger next = new AtomicInteger();
        Runnable share = () -> {
            for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
                work.accept(task);
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int other = 1; other < Math.min(count, tasks); other++) {
            others.add(threads.submit(share));
        }
        try {
            share.run();
        } finally {
            others.forEach(Workers::await);
        }
    }

    private static void await(Future<?> other) {
        boolean interrupted = false;
        while (true) {
            try {
                other.get();
                break;
            } catch (InterruptedException e) {
                // what is half done cannot be left behind: the tasks are short
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a page could not be built", e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
