package org.dupcheck.notifier.due;

import java.time.Duration;
import org.dupcheck.runtime.settings.Require;

/**
 * How a lane works.
 *
 * @param workers threads, 1 to 64
 * @param portion how many are claimed at once, 1 to 64; those behind the first wait for a free thread while their lease
 *     runs, so more than 1 is only for handlers that look, before they begin, whether the claim is still theirs
 * @param pollInterval between two looks where nobody signals: how late something may be done
 * @param lease how long one piece of work may take: longer than it ever does, for afterwards another node does it too
 * @param firstPause after the first failure; it doubles with each up to {@code maxPause}
 */
public record DueSettings(
        int workers, int portion, Duration pollInterval, Duration lease, Duration firstPause, Duration maxPause) {
    public static final int DEFAULT_WORKERS = 4;
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(1);
    /** Longer than the publisher tries. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    public static final Duration DEFAULT_FIRST_PAUSE = Duration.ofMillis(500);
    public static final Duration DEFAULT_MAX_PAUSE = Duration.ofMinutes(1);

    private static final int MAX_WORKERS = 64;
    private static final int MAX_DOUBLINGS = 30;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    public DueSettings {
        Require.that(
                workers >= 1 && workers <= MAX_WORKERS, "workers: 1 to " + MAX_WORKERS + " expected, not " + workers);
        Require.that(
                portion >= 1 && portion <= MAX_WORKERS, "portion: 1 to " + MAX_WORKERS + " expected, not " + portion);
        Require.aMillisecond(pollInterval, "pollInterval");
        Require.aMillisecond(lease, "lease");
        Require.aMillisecond(firstPause, "firstPause");
        Require.aMillisecond(maxPause, "maxPause");
    }

    /** The defaults. */
    public static DueSettings defaults() {
        return new DueSettings(
                DEFAULT_WORKERS, 1, DEFAULT_POLL_INTERVAL, DEFAULT_LEASE, DEFAULT_FIRST_PAUSE, DEFAULT_MAX_PAUSE);
    }

    Duration closeTimeout() {
        return CLOSE_TIMEOUT;
    }

    /** @param attempts that have failed, from 1 */
    Duration pauseAfter(int attempts) {
        long doubled = firstPause.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS);
        return doubled <= 0 || doubled > maxPause.toMillis() ? maxPause : Duration.ofMillis(doubled);
    }
}
