package org.dupcheck.bench.pipeline;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.dupcheck.contract.Submission;
import org.jspecify.annotations.Nullable;

/** Submissions for one measurement, written as they are asked for: so many at most, and none after a time. Thread-safe. */
final class Workload {
    private final Corpus corpus;
    private final LongSupplier revisions;
    private final long nanos;
    private long left;
    private long end;

    /**
     * A measurement to come; the time starts with the first submission.
     *
     * @param corpus used by this workload alone while it lasts
     */
    Workload(Corpus corpus, LongSupplier revisions, long most, Duration time) {
        this.corpus = corpus;
        this.revisions = revisions;
        this.left = most;
        this.nanos = time.toNanos();
    }

    /** Null when there are no more. */
    synchronized @Nullable Submission next() {
        long now = System.nanoTime();
        if (end == 0) {
            end = now + nanos;
        }
        if (left == 0 || now - end > 0) {
            return null;
        }
        left--;
        return corpus.next(revisions.getAsLong());
    }
}
