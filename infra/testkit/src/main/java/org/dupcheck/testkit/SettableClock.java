package org.dupcheck.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock in UTC that stands still until it is told otherwise. Thread-safe. */
public final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;

    /** Stands at that time. */
    public SettableClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /** Sets it forward or, with a negative duration, back. */
    public void advance(Duration by) {
        now.updateAndGet(time -> time.plus(by));
    }

    /** Sets it to any time. */
    public void set(Instant time) {
        now.set(time);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
    }
}
