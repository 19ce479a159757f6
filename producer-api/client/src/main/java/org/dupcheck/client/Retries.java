package org.dupcheck.client;

import java.time.Duration;

/**
 * How often and how soon a listener hands in again what was not taken. The pause doubles from try to try. It is of one key:
 * the records of other keys do not wait.
 *
 * @param maxTries tries in all, 1 or more, before a record is set aside; tries that end in an outage ({@link
 *     RetryLaterException}) do not count
 * @param firstPause before the second try, 1 ms or more
 * @param maxPause the longest pause, {@code firstPause} or more, 1 hour at most
 */
public record Retries(int maxTries, Duration firstPause, Duration maxPause) {
    private static final Duration LONGEST = Duration.ofHours(1); // before what is made with it

    /** Twenty tries within two and a half minutes, 10 seconds apart at most. */
    public static final Retries DEFAULT = new Retries(20, Duration.ofMillis(100), Duration.ofSeconds(10));

    /** @throws IllegalArgumentException naming the value that is out of range */
    public Retries {
        if (maxTries < 1) {
            throw new IllegalArgumentException("maxTries is less than 1");
        }
        if (firstPause.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("firstPause is shorter than 1 ms");
        }
        if (maxPause.compareTo(firstPause) < 0 || maxPause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("maxPause does not lie between firstPause and " + LONGEST);
        }
    }

    /** In milliseconds, after so many tries that failed, 1 or more. */
    long pauseMillis(int failures) {
        int doublings = Math.min(failures - 1, 22); // an hour is less than 2^22 ms
        return Math.min(maxPause.toMillis(), firstPause.toMillis() << doublings);
    }
}
