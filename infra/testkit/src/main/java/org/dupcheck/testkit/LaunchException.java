package org.dupcheck.testkit;

import org.jspecify.annotations.Nullable;

/** A server could not be started, stopped or prepared; the message says which, why, and where its log lies. */
public final class LaunchException extends RuntimeException {
    LaunchException(String message) {
        super(message);
    }

    LaunchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
