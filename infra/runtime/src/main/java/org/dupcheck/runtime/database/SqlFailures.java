package org.dupcheck.runtime.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away or gave up for now from one that refused. */
final class SqlFailures {
    /** Classes of SQL states of which every member passes: connection, resources, operator's intervention, system. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58");

    /**
     * Serialization failure, statement completion unknown, deadlock, read-only after a fail-over, idle too long within a
     * transaction, lock not available.
     */
    private static final Set<String> PASSING_STATES = Set.of("40001", "40003", "40P01", "25006", "25P03", "55P03");

    private static final String NO_CONNECTION_FREE = "53300";
    private static final String MORE_CONNECTIONS = "PostgreSQL has no connection free (SQL state 53300): raise its"
            + " max_connections or the role's limit, or lower dupcheck.database.pool-size or the number of nodes";

    private SqlFailures() {}

    /** The exception to throw for what the driver or the pool threw. Its message has the SQL state and no value. */
    static RuntimeException translate(String doing, SQLException failure) {
        String state = state(failure);
        if (state.equals(NO_CONNECTION_FREE)) {
            return new DatabaseUnavailableException(
                    "database unavailable, " + doing + ": " + MORE_CONNECTIONS, failure);
        }
        if (passes(failure, state)) {
            String states = state.isEmpty() ? "" : " (SQL state " + state + ")";
            return new DatabaseUnavailableException("database unavailable, " + doing + states, failure);
        }
        return new DatabaseException("database failed, " + doing + ": SQL state " + state, state, failure);
    }

    static boolean passes(SQLException failure) {
        return passes(failure, state(failure));
    }

    /**
     * Whether the server or the way to it is gone, rather than this one statement refused. A server that only reads is
     * gone as well: after a fail-over the address leads to another one, but an open connection does not.
     */
    static boolean brokeConnection(SQLException failure) {
        String state = state(failure);
        return state.startsWith("08") || state.startsWith("57P") || state.equals("25006") || state.equals("25P03");
    }

    private static boolean passes(SQLException failure, String state) {
        if (state.length() == 5) {
            return PASSING_STATES.contains(state) || PASSING_CLASSES.contains(state.substring(0, 2));
        }
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof SQLTransientException
                || message.contains("closed")
                || message.contains("interrupted");
    }

    /** The first SQL state in the chain: the pool's own exceptions carry the driver's as their cause. */
    static String state(SQLException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    /** No connection is to be had. The driver's message is passed on: it names host, port and reason, and no value. */
    static DatabaseUnavailableException unavailable(String address, SQLException failure) {
        String reason = noConnectionFree(failure) ? MORE_CONNECTIONS + " (" + deepest(failure) + ")" : deepest(failure);
        return new DatabaseUnavailableException("database unavailable, " + address + ": " + reason, failure);
    }

    /** Whether the server, or the role, has as many connections as it may. */
    static boolean noConnectionFree(@Nullable SQLException failure) {
        return failure != null && state(failure).equals(NO_CONNECTION_FREE);
    }

    /** What to do then. */
    static String moreConnections() {
        return MORE_CONNECTIONS;
    }

    private static @Nullable String deepest(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() instanceof SQLException cause) {
            at = cause;
        }
        return at.getMessage();
    }
}
