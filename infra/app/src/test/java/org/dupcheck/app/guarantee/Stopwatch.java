package org.dupcheck.app.guarantee;

import java.util.concurrent.TimeUnit;

/** What took how long. */
final class Stopwatch {
    private final StringBuilder laps = new StringBuilder();
    private long last = System.nanoTime();

    void lap(String what) {
        long now = System.nanoTime();
        laps.append(laps.isEmpty() ? "" : "; ")
                .append(what)
                .append(" after ")
                .append(TimeUnit.NANOSECONDS.toMillis(now - last) / 1000.0)
                .append(" s");
        last = now;
    }

    @Override
    public String toString() {
        return laps.toString();
    }
}
