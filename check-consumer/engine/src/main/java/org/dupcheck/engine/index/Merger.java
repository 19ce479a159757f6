package org.dupcheck.engine.index;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A thread that merges pages while there is something to merge, and goes when there is not. Thread-safe. */
public final class Merger {
    /** Merges after one call at most. */
    private static final int MAX_MERGES = 64;

    private final BooleanSupplier merge;
    private final ThreadPoolExecutor thread;

    /** @param merge does one merge, and says whether there was one */
    public Merger(BooleanSupplier merge) {
        this.merge = merge;
        thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> {
                    Thread merging = new Thread(task, "dupcheck-engine-merge");
                    merging.setDaemon(true);
                    return merging;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    /** Returns at once; one call waiting is as good as many. */
    public void wake() {
        thread.execute(() -> repeat(merge));
    }

    /** Merges on the calling thread until {@code merge} says that there was nothing to merge, or for long enough. */
    public static void repeat(BooleanSupplier merge) {
        int merges = 0;
        while (merges < MAX_MERGES && merge.getAsBoolean()) {
            merges++;
        }
    }
}
