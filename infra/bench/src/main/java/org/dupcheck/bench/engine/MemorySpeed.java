package org.dupcheck.bench.engine;

/**
 * How fast this machine's memory is: the bound of anything that looks up grams in an index larger than the caches.
 *
 * @param latencyNanos of a read whose place the read before it told, far from that one
 * @param gigabytesPerSecond read one after the other by one thread
 */
record MemorySpeed(double latencyNanos, double gigabytesPerSecond) {
    private static final int STEPS = 4_000_000;
    private static final int ROUNDS = 3;
    // x -> FACTOR * x + INCREMENT modulo a power of two runs through all numbers (Hull and Dobell)
    private static final int FACTOR = 1_664_525;
    private static final int INCREMENT = 1_013_904_223;

    /**
     * The best of some rounds: what the memory can do, not what the neighbours left of it.
     *
     * @param megabytes read, rounded down to a power of two; more than the caches hold
     */
    static MemorySpeed measure(int megabytes) {
        return measure(Integer.highestOneBit(megabytes) << 18, STEPS);
    }

    /** @param ints read; a power of two */
    static MemorySpeed measure(int ints, int steps) {
        int[] next = new int[ints];
        for (int i = 0; i < ints; i++) {
            next[i] = (FACTOR * i + INCREMENT) & (ints - 1);
        }
        double latency = Double.MAX_VALUE;
        double bandwidth = 0;
        long seen = 0;
        int at = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int step = 0; step < steps; step++) {
                at = next[at];
            }
            latency = Math.min(latency, (System.nanoTime() - start) / (double) steps);
            start = System.nanoTime();
            seen += sum(next);
            bandwidth = Math.max(bandwidth, ints * (double) Integer.BYTES / (System.nanoTime() - start));
        }
        // what was read is used, so that it has to be read
        return seen == at ? new MemorySpeed(latency, 0) : new MemorySpeed(latency, bandwidth);
    }

    private static long sum(int[] values) {
        int sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }
}
