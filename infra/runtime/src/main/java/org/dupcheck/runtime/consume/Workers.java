package org.dupcheck.runtime.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that handle records: each takes whatever is ready, until there will be no more. */
final class Workers {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final List<Thread> threads = new ArrayList<>();

    Workers(
            String loop,
            int number,
            int maxBatch,
            Dispatcher dispatcher,
            HandlerInvoker invoker,
            Consumer<Throwable> fatal) {
        for (int i = 1; i <= number; i++) {
            Thread thread =
                    new Thread(() -> work(maxBatch, dispatcher, invoker, fatal), "dupcheck-" + loop + "-worker-" + i);
            thread.setDaemon(true); // a handler that hears no cancel flag must not keep the process
            threads.add(thread);
        }
    }

    private static void work(int maxBatch, Dispatcher dispatcher, HandlerInvoker invoker, Consumer<Throwable> fatal) {
        try {
            for (List<Task> batch = dispatcher.take(maxBatch); !batch.isEmpty(); batch = dispatcher.take(maxBatch)) {
                invoker.handle(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the loop stops and did not want to wait longer
        } catch (RuntimeException | Error e) {
            fatal.accept(
                    e); // a handler's exceptions end in HandlerInvoker: this is an error, or a bug of the loop's own
        }
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** After the dispatcher was closed. Those that still run are interrupted; daemons as they are, they are left then. */
    void stop(Duration grace) {
        boolean interrupted = Thread.interrupted();
        long deadline = System.nanoTime() + grace.toNanos();
        for (Thread thread : threads) {
            if (!joined(thread, deadline)) {
                thread.interrupt();
            }
        }
        long last = System.nanoTime() + grace.toNanos();
        for (Thread thread : threads) {
            if (!joined(thread, last)) {
                LOG.error("{} does not end; left behind", thread.getName());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean joined(Thread thread, long deadlineNanos) {
        long nanos = Math.max(1, deadlineNanos - System.nanoTime());
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
