package org.dupcheck.runtime.failure;

import org.jspecify.annotations.Nullable;

/** Something outside is away for now (database, broker): the record is tried again, without a limit on tries. */
public class RetryLaterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RetryLaterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
