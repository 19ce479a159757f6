package org.dupcheck.bench.measure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that is given up after a time. */
public final class Bounded {
    /** For closing what the work had opened, after it was interrupted. */
    private static final Duration CLOSING = Duration.ofSeconds(30);

    private Bounded() {}

    /**
     * Does the work on a thread of its own. After the limit it is interrupted, and has half a minute to close what it
     * opened.
     *
     * @throws BenchException if it does not end in time; what the work throws is thrown on
     */
    public static <T> T within(Duration limit, String what, Callable<T> work) {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread worker = new Thread(task, "bench");
            worker.setDaemon(true);
            return worker;
        });
        Future<T> result = thread.submit(work);
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.shutdownNow();
            awaitEnd(thread);
            throw new BenchException(what + " did not end within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new BenchException(what + " failed", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } finally {
            thread.shutdownNow();
        }
    }

    private static void awaitEnd(ExecutorService thread) {
        try {
            var unused = thread.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
