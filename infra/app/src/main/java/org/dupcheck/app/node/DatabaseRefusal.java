package org.dupcheck.app.node;

import org.dupcheck.runtime.database.DatabaseException;
import org.jspecify.annotations.Nullable;

/** Says in words, and with what to do, why PostgreSQL refuses. Stateless. */
public final class DatabaseRefusal {
    private static final String SETTINGS =
            "dupcheck.database.url (DUPCHECK_DATABASE_URL), dupcheck.database.user and dupcheck.database.password";

    private DatabaseRefusal() {}

    /** What is wrong and what to do, in a line. */
    public static String explain(DatabaseException failure) {
        return reason(failure) + "; " + remedy(failure);
    }

    /** What is wrong. */
    public static String reason(DatabaseException failure) {
        String state = failure.sqlState();
        if (state.startsWith("28")) {
            return "PostgreSQL does not let us in: wrong user or password, or pg_hba.conf does not allow it ("
                    + detail(failure) + ")";
        }
        return state.equals("3D000")
                ? "there is no such database (" + detail(failure) + ")"
                : "PostgreSQL refuses (" + detail(failure) + ")";
    }

    /** What to do. */
    public static String remedy(DatabaseException failure) {
        String state = failure.sqlState();
        if (state.startsWith("28")) {
            return "put right " + SETTINGS;
        }
        return state.equals("3D000")
                ? "create it, or name another in dupcheck.database.url (DUPCHECK_DATABASE_URL)"
                : "see PostgreSQL's own log, and " + SETTINGS;
    }

    /** The driver's own words name user, database and host, and no password. */
    private static String detail(DatabaseException failure) {
        @Nullable Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("");
    }
}
