package org.dupcheck.bench.engine;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.dupcheck.bench.measure.Waiting;

/**
 * Memory in use, in bytes.
 *
 * @param heap live objects
 * @param outside mapped files and buffers outside the heap
 */
record Footprint(long heap, long outside) {
    /** Collections in a row that free next to nothing. */
    private static final int SAME = 5;

    private static final int MAX_COLLECTIONS = 40;
    private static final int PAUSE_MILLIS = 300;
    private static final double NEXT_TO_NOTHING = 0.002;

    /**
     * After collections that free nothing any more, so that only what is reachable counts: threads that end, and
     * references that are cleared, let go of what they held only then. Takes some seconds.
     */
    static Footprint now() {
        long heap = collected();
        int same = 0;
        for (int i = 0; i < MAX_COLLECTIONS && same < SAME; i++) {
            Waiting.pause(PAUSE_MILLIS);
            long now = collected();
            same = heap - now > NEXT_TO_NOTHING * heap ? 0 : same + 1;
            heap = Math.min(heap, now);
        }
        long outside = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new Footprint(heap, outside);
    }

    private static long collected() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    long since(Footprint earlier) {
        return heap - earlier.heap + outside - earlier.outside;
    }
}
