package org.dupcheck.client;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What {@link ListenerCounts} tells. Written by the listener's thread, read by any. */
final class Counters {
    final AtomicLong received = new AtomicLong();
    final AtomicLong taken = new AtomicLong();
    final AtomicLong repeated = new AtomicLong();
    final AtomicLong setAside = new AtomicLong();
    final AtomicLong leftToOthers = new AtomicLong();
    final AtomicLong failedTries = new AtomicLong();
    final AtomicInteger waiting = new AtomicInteger();

    ListenerCounts now() {
        return new ListenerCounts(
                received.get(),
                taken.get(),
                repeated.get(),
                setAside.get(),
                leftToOthers.get(),
                failedTries.get(),
                waiting.get());
    }
}
