package org.dupcheck.bench.measure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what happens elsewhere. */
public final class Waiting {
    private Waiting() {}

    /** @throws BenchException where it does not come to hold in time */
    public static void until(String what, Duration timeout, long pauseMillis, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException(what + " did not happen within " + timeout.toSeconds() + " s");
            }
            pause(pauseMillis);
        }
    }

    /** Pauses this thread. @throws BenchException if it is interrupted */
    public static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
