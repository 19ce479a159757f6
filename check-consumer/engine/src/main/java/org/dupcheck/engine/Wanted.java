package org.dupcheck.engine;

/**
 * Lets whoever asked for a check end it before its time. A check asks it again and again, after a bounded amount of work that
 * takes a few milliseconds at most, on the threads that the check runs on. Must be fast and thread-safe.
 */
@FunctionalInterface
public interface Wanted {
    /** Never ends a check. */
    Wanted ALWAYS = () -> {};

    /** Returns if the check is still wanted. What it throws otherwise ends the check and reaches its caller. */
    void ask();
}
