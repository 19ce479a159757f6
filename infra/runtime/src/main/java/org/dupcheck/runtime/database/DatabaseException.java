package org.dupcheck.runtime.database;

import org.jspecify.annotations.Nullable;

/** The database refused or failed; a bug or bad data of ours, not a passing fault. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    public DatabaseException(String message, @Nullable Throwable cause) {
        this(message, "", cause);
    }

    /** @param sqlState the five characters of PostgreSQL's SQL state; empty where there is none */
    public DatabaseException(String message, String sqlState, @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /** PostgreSQL's SQL state, such as 23505 for a unique violation; empty where there is none. */
    public String sqlState() {
        return sqlState;
    }
}
