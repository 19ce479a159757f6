package org.dupcheck.bench.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dupcheck.bench.measure.EngineIndex;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Wanted;

/**
 * Checks that were cancelled at random moments.
 *
 * @param checkMillis what a whole check takes
 * @param processor processor time of the check's thread from the moment on until it stops
 * @param elapsed time from the moment on until it stops
 */
record Cancelled(double checkMillis, Timings processor, Timings elapsed) {
    /** Whole checks before, so that the code is compiled. */
    private static final int WARM_UP = 2;

    /** Ends a check. */
    private static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unwanted() {
            super("no longer wanted", null, false, false);
        }
    }

    /** One check on a thread of its own. */
    private static final class Running extends Thread {
        private final EngineIndex index;
        private final Document submission;
        private volatile boolean isWanted = true;
        private volatile boolean isCutOff;
        private volatile long endNanos;
        private volatile long processorNanos;

        Running(EngineIndex index, Document submission) {
            super("cancelled-check");
            this.index = index;
            this.submission = submission;
        }

        @Override
        public void run() {
            try {
                check(index, submission, this::ask);
            } catch (Unwanted e) {
                isCutOff = true;
            }
            endNanos = System.nanoTime();
            processorNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }

        private void ask() {
            if (!isWanted) {
                throw new Unwanted();
            }
        }
    }

    /** Cancels so many checks of a text. */
    static Cancelled measure(EngineIndex index, String text, int times, SplittableRandom random) {
        Document submission = EngineIndex.submission("cancelled", text);
        long nanos = 0;
        for (int n = 0; n < WARM_UP; n++) {
            long start = System.nanoTime();
            check(index, submission, () -> {});
            nanos = System.nanoTime() - start;
        }
        Timings processor = new Timings();
        Timings elapsed = new Timings();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int n = 0; n < times; n++) {
            Running running = new Running(index, submission);
            running.start();
            LockSupport.parkNanos(random.nextLong(Math.max(1, nanos)));
            long before = threads.getThreadCpuTime(running.getId());
            long moment = System.nanoTime();
            running.isWanted = false;
            join(running);
            // one that had come to its end by itself says nothing
            if (running.isCutOff) {
                elapsed.add(running.endNanos - moment);
                processor.add(Math.max(0, running.processorNanos - Math.max(0, before)));
            }
        }
        return new Cancelled(nanos / (double) TimeUnit.MILLISECONDS.toNanos(1), processor, elapsed);
    }

    private static void check(EngineIndex index, Document submission, Wanted wanted) {
        ReferenceIndex.View view = index.index().view();
        ReferenceIndex.Query query = index.query(view, submission, wanted);
        var unusedComparison = view.compose(submission, view.sections(query, view.scan(query)), wanted);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
