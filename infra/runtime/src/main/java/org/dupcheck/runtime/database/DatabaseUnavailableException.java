package org.dupcheck.runtime.database;

import org.dupcheck.runtime.failure.RetryLaterException;

/** The database is away, starting, or gave the transaction up (deadlock, serialization): trying again helps. */
public final class DatabaseUnavailableException extends RetryLaterException {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
