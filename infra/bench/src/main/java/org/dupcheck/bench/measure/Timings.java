package org.dupcheck.bench.measure;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Durations of one kind, in nanoseconds. Thread-safe. */
public final class Timings {
    private long[] nanos = new long[1_024];
    private int count;

    public synchronized void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    public synchronized int count() {
        return count;
    }

    /**
     * The smallest duration that at least this share of all durations do not exceed (nearest rank), in milliseconds.
     *
     * @param share more than 0, at most 1
     * @throws BenchException where there is none
     */
    public synchronized double millis(double share) {
        if (count == 0) {
            throw new BenchException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.max(1, rank) - 1] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    public double p50() {
        return millis(0.50);
    }

    public double p99() {
        return millis(0.99);
    }

    /** For people: {@code p50 1.23 ms, p99 4.56 ms}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", p50(), p99());
    }
}
