package org.dupcheck.runtime.consume;

/**
 * Tells long work whether it is still wanted. Work asks between two steps and, when told that it is not, throws {@link
 * SupersededException}. Thread-safe.
 */
public interface CancelToken {
    /** Whether the work is no longer wanted here. */
    boolean cancelled();

    /**
     * Whether it is cancelled for good: by something newer that takes precedence. Otherwise cancelled work begins again,
     * here or elsewhere.
     */
    boolean superseded();

    /** @throws SupersededException if {@link #cancelled} */
    default void throwIfCancelled() {
        if (cancelled()) {
            throw new SupersededException();
        }
    }
}
