package org.dupcheck.runtime.database;

/** The database refused or failed; a bug or bad data of ours, not a passing fault. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
