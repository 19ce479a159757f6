package org.dupcheck.store.sql;

import java.sql.SQLException;

/** Carries what the driver threw out of the tables and up to the transaction, which tells it as the runtime does. */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    SqlFailure(SQLException failure) {
        super(failure);
        this.failure = failure;
    }

    /** What the driver threw. */
    public SQLException failure() {
        return failure;
    }
}
