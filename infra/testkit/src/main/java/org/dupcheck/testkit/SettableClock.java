package org.dupcheck.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock in UTC that stands still until it is told otherwise. Thread-safe. */
public final class SettableClock extends Clock {
    private volatile Instant now;

    /** Stands at that time. */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Sets it forward or, with a negative duration, back. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** Sets it to any time. */
    public synchronized void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
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
