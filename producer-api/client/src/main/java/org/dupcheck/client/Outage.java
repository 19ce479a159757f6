package org.dupcheck.client;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;

/** Tells a failure of what a callback needs, which passes, from a failure of the record. Stateless. */
final class Outage {
    /**
     * Classes of SQLSTATE: connection (08), transaction rolled back by a deadlock and the like (40), out of resources (53),
     * stopped from outside (57).
     */
    private static final List<String> PASSING = List.of("08", "40", "53", "57");

    /** Exceptions wrap each other a few times; a circle would never end. */
    private static final int MAX_DEPTH = 20;

    private Outage() {}

    static boolean explains(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (cause instanceof RetryLaterException || passes(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean passes(Throwable cause) {
        if (cause instanceof SQLTransientException || cause instanceof SQLRecoverableException) {
            return true;
        }
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && PASSING.stream().anyMatch(sql.getSQLState()::startsWith);
    }
}
