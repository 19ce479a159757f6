package org.dupcheck.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Work on a few threads at once. */
public final class Parallel {
    private Parallel() {}

    /** One for each core. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * The results in the order of the inputs, worked out on a thread for each core.
     *
     * @throws BenchException with the first failure
     */
    public static <T, R> List<R> map(List<T> inputs, Function<? super T, ? extends R> work) {
        List<Callable<R>> tasks = new ArrayList<>();
        for (T input : inputs) {
            tasks.add(() -> work.apply(input));
        }
        return all(cores(), tasks);
    }

    /**
     * Runs all tasks and returns when the last has ended.
     *
     * @throws BenchException with the first failure
     */
    public static <R> List<R> all(int threads, List<? extends Callable<R>> tasks) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> new Thread(task, "bench-worker"));
        try {
            List<R> results = new ArrayList<>();
            for (Future<R> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new BenchException("a check failed", e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
