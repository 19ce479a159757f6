package org.dupcheck.runtime.consume;

import org.jspecify.annotations.Nullable;

/** Tells which of two records of one key is to be worked on, for the superseding policy. Called on the poll thread. */
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

    /**
     * Reads a record, once and before any lock is taken. What comes of it, a refusal as well, stays with the record until
     * it is done: {@link #rule} and the handler find it by {@link Delivery#reading}. Must not throw.
     *
     * @param key as {@link Delivery#key}
     */
    default @Nullable Object read(@Nullable String key, byte @Nullable [] value) {
        return null;
    }

    /** Called under the dispatcher's lock, only when the key is busy: compares, and reads nothing. Must not throw. */
    Ruling rule(Delivery incoming, Delivery earlier);
}
