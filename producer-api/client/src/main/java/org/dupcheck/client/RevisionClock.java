package org.dupcheck.client;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hands out revisions: microseconds since 1970, strictly growing even where the clock stands, is coarse or goes back.
 * Two clients' revisions are ordered as well as their clocks agree. Thread-safe.
 */
public final class RevisionClock {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public RevisionClock(Clock clock) {
        this.clock = clock;
    }

    /** Greater than every one handed out before. */
    public long next() {
        long now = micros(clock.instant());
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }

    private static long micros(Instant time) {
        return TimeUnit.SECONDS.toMicros(time.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(time.getNano());
    }
}
