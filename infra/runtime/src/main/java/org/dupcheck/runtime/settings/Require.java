package org.dupcheck.runtime.settings;

import java.time.Duration;

/** Checks of what a settings record takes. Stateless. */
public final class Require {
    private Require() {}

    /**
     * Does nothing where the condition holds.
     *
     * @param message names the component and what it must be, such as {@code workers: at least 1 expected}
     * @throws IllegalArgumentException with the message where it does not hold
     */
    public static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** @throws IllegalArgumentException naming the component where it is less than 1 ms */
    public static void aMillisecond(Duration duration, String name) {
        that(duration.toMillis() >= 1, name + ": at least 1 ms expected, not " + duration);
    }
}
