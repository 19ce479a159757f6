package org.dupcheck.embedded;

import org.jspecify.annotations.Nullable;

/** A server could not be started, stopped or prepared; the message says which, why, and where its log lies. */
public final class LaunchException extends RuntimeException {
    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
