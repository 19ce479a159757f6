package org.dupcheck.runtime.consume;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way through a handler. As a token it says whether the record's work is still wanted: it is not where a
 * record that takes precedence has been polled, the partition has been taken away, or the loop is stopping and its patience
 * is over. The token may be asked by any thread; the rest never changes.
 */
public interface Delivery extends CancelToken {
    String topic();

    int partition();

    long offset();

    /** The record's time stamp; the broker's where the topic has LogAppendTime. */
    Instant timestamp();

    /** Null where the record has no key or one that is not UTF-8; handlers should reject such a record. */
    @Nullable
    String key();

    byte @Nullable [] value();

    /** The record's newest header of that name; null where it has none, or one that is not UTF-8. */
    default @Nullable String header(String name) {
        return null;
    }

    /** What {@link Precedence#read} made of the record; null where it makes nothing. */
    default @Nullable Object reading() {
        return null;
    }

    /** 1 for the first try, 2 for the first retry, and so on. */
    int attempt();

    /** Whether this is the last try: a failure that counts (see {@link RetryPolicy}) puts the record into the dead letters. */
    boolean lastAttempt();
}
