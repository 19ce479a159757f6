package org.dupcheck.runtime.consume;

/**
 * Tells which of two records of one key is to be worked on, for the superseding policy. Called on the poll thread, only
 * when the key is busy; must be fast and must not throw.
 */
@FunctionalInterface
public interface Precedence {
    /** What a newly polled record means for one that is waiting or running. */
    enum Ruling {
        /** The earlier one is no longer wanted. */
        SUPERSEDES,
        /** The new one is no longer wanted, for instance a late, older revision. */
        IS_SUPERSEDED,
        /** Both are wanted: the new one waits behind the earlier one. */
        FOLLOWS,
        /** The new one cannot be compared (it is malformed): it is handled by itself, without waiting. */
        STANDS_ALONE
    }

    Ruling rule(Delivery incoming, Delivery earlier);
}
