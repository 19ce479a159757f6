package org.dupcheck.bench.measure;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** @throws BenchException where it fails, or does not come in time */
    public static <T> T forAnswer(Future<T> future, Duration timeout) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BenchException("a check failed", e);
        } catch (TimeoutException e) {
            throw new BenchException("no answer within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** Takes a permit that a verdict gives back. @throws BenchException where none comes in time */
    public static void forRoom(Semaphore room, Duration timeout) {
        try {
            if (!room.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BenchException("no verdict within " + timeout.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
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
