package org.dupcheck.runtime.consume;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One record on its way through a handler. The flag may be read by any thread; the rest never changes. */
public interface Delivery {
    String topic();

    int partition();

    long offset();

    /** The record's time stamp; the broker's where the topic has LogAppendTime. */
    Instant timestamp();

    /** Null where the record has no key or one that is not UTF-8; handlers should reject such a record. */
    @Nullable
    String key();

    byte @Nullable [] value();

    /** What {@link Precedence#read} made of the record; null where it makes nothing. */
    default @Nullable Object reading() {
        return null;
    }

    /** The last header of that name as text, or null. */
    @Nullable
    String header(String name);

    /** 1 for the first try, 2 for the first retry, and so on. */
    int attempt();

    /** Whether this is the last try: a failure that counts (see {@link RetryPolicy}) puts the record into the dead letters. */
    boolean lastAttempt();

    /**
     * Whether this record's work is no longer wanted: a record that takes precedence has been polled, the partition has
     * been taken away, or the loop is stopping and its patience is over. A handler that does long work asks between two
     * steps and, when told so, throws {@link SupersededException}.
     */
    boolean cancelled();

    /**
     * Whether it is cancelled for good: by a record that takes precedence. Otherwise a cancelled record is handed out
     * again, here or where its partition went.
     */
    boolean superseded();

    /** @throws SupersededException if {@link #cancelled} */
    default void throwIfCancelled() {
        if (cancelled()) {
            throw new SupersededException();
        }
    }
}
