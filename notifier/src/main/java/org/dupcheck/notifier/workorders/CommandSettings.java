package org.dupcheck.notifier.workorders;

import java.time.Duration;
import org.dupcheck.runtime.settings.Require;

/**
 * When unsent work-order commands are looked for.
 *
 * @param sweepInterval between two looks; the first is at the start
 * @param sweepAfter how long a command may be unsent before another publishes it: longer than the publisher tries,
 *     so that a command goes out twice only where a node died or could not mark it
 */
public record CommandSettings(Duration sweepInterval, Duration sweepAfter) {
    public static final Duration DEFAULT_SWEEP_INTERVAL = Duration.ofSeconds(5);
    public static final Duration DEFAULT_SWEEP_AFTER = Duration.ofSeconds(30);

    public CommandSettings {
        Require.aMillisecond(sweepInterval, "sweepInterval");
    }

    /** The defaults. */
    public static CommandSettings defaults() {
        return new CommandSettings(DEFAULT_SWEEP_INTERVAL, DEFAULT_SWEEP_AFTER);
    }
}
