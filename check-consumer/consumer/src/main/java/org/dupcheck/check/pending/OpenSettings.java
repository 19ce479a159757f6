package org.dupcheck.check.pending;

import java.time.Duration;
import org.dupcheck.runtime.settings.Require;

/**
 * How verdicts of open submissions are kept true.
 *
 * @param maxGrams of open submissions that a node keeps, 4 bytes each, 0 or more; of what is over that, all is checked
 *     again at every change
 * @param interval how often it is looked for changes, and for what is to be checked again, at least 1 ms
 */
public record OpenSettings(long maxGrams, Duration interval) {
    public static final OpenSettings DEFAULT = new OpenSettings(50_000_000, Duration.ofMillis(200));

    public OpenSettings {
        Require.that(maxGrams >= 0, "maxGrams: 0 or more expected");
        Require.that(interval.toMillis() >= 1, "interval: at least 1 ms expected");
    }
}
