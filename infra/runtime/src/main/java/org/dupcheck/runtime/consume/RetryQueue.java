package org.dupcheck.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Lanes whose head waits for its retry, the next due first. Bounded by the records in flight. Guarded by the lock of its {@link Dispatcher}. */
final class RetryQueue {
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(Comparator.comparingLong(Entry::dueMillis));
    private final Clock clock;

    private record Entry(Lane lane, long setMillis, long dueMillis) {}

    RetryQueue(Clock clock) {
        this.clock = clock;
    }

    void add(Lane lane, Duration delay) {
        long now = clock.millis();
        entries.add(new Entry(lane, now, now + delay.toMillis()));
    }

    void remove(Lane lane) {
        entries.removeIf(entry -> entry.lane() == lane);
    }

    /** Takes the next lane whose time has come; null where none has. */
    @Nullable
    Lane pollDue() {
        Entry next = entries.peek();
        if (next == null || millisToWait(next) > 0) {
            return null;
        }
        entries.remove();
        return next.lane();
    }

    /** Until the next is due, in milliseconds; negative where there is none. */
    long millisToNext() {
        Entry next = entries.peek();
        return next == null ? -1 : Math.max(0, millisToWait(next));
    }

    /** A clock that was set back makes a retry early, never late by the step. */
    private long millisToWait(Entry entry) {
        long now = clock.millis();
        return now < entry.setMillis() ? 0 : entry.dueMillis() - now;
    }
}
