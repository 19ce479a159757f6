package org.dupcheck.notifier.webhooks;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.dupcheck.notifier.channels.Receivers;

/**
 * Endpoints that did not answer in time, several times in a row. They are left alone for a while, which grows, and are then
 * tried by one message. What waits for them meanwhile keeps its tries. Each node knows its own. Thread-safe.
 */
final class SilentEndpoints implements Receivers {
    static final int MAX_IN_A_ROW = 3;
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    static final Duration MAX_PAUSE = Duration.ofMinutes(10);

    /** More endpoints than any installation has; those beyond are not left alone. */
    private static final int MAX_KEPT = 1_000;

    private static final int MAX_DOUBLINGS = 10;

    private final LongSupplier nanos;
    private final Map<String, Silence> silent = new HashMap<>();

    /** @param nanos as {@link System#nanoTime}: a clock that is set does not lengthen a pause */
    SilentEndpoints(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * @param times without an answer, in a row
     * @param until by {@link #nanos}
     */
    private record Silence(int times, long until) {
        boolean isSuspended(long now) {
            return times >= MAX_IN_A_ROW && until - now > 0;
        }
    }

    @Override
    public synchronized Set<String> suspended() {
        long now = nanos.getAsLong();
        Set<String> suspended = new HashSet<>();
        silent.forEach((endpoint, silence) -> {
            if (silence.isSuspended(now)) {
                suspended.add(endpoint);
            }
        });
        return suspended;
    }

    /**
     * It is called. Where it was silent before, nothing else goes to it until it is known whether it answers.
     *
     * @param longest how long that may take
     */
    synchronized void tried(String endpoint, Duration longest) {
        silent.computeIfPresent(
                endpoint, (id, silence) -> new Silence(silence.times(), nanos.getAsLong() + longest.toNanos()));
    }

    /** It has answered, whatever it said, or it is known at once that it cannot be reached: it holds up nobody. */
    synchronized void answered(String endpoint) {
        silent.remove(endpoint);
    }

    /** It has not answered in time. */
    synchronized void timedOut(String endpoint) {
        Silence before = silent.get(endpoint);
        if (before == null && silent.size() >= MAX_KEPT) {
            return;
        }
        int times = before == null ? 1 : before.times() + 1;
        silent.put(
                endpoint,
                new Silence(times, nanos.getAsLong() + pauseAfter(times).toNanos()));
    }

    private static Duration pauseAfter(int times) {
        int doublings = Math.min(Math.max(0, times - MAX_IN_A_ROW), MAX_DOUBLINGS);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
        return pause.compareTo(MAX_PAUSE) < 0 ? pause : MAX_PAUSE;
    }
}
