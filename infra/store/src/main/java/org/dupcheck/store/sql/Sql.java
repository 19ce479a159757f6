package org.dupcheck.store.sql;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's statements, with parameters by position as {@link Session} binds them. Failures of the driver go up as
 * {@link SqlFailure}, so that callers of the tables need not know of SQL. Belongs to the thread that runs the transaction.
 */
public final class Sql {
    private final Session session;

    public Sql(Session session) {
        this.session = session;
    }

    /** Rows changed. */
    public int update(String sql, @Nullable Object... parameters) {
        try {
            return session.update(sql, parameters);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    public <T> List<T> query(String sql, Session.RowMapper<T> mapper, @Nullable Object... parameters) {
        try {
            return session.query(sql, mapper, parameters);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> queryOne(String sql, Session.RowMapper<T> mapper, @Nullable Object... parameters) {
        try {
            return session.queryOne(sql, mapper, parameters);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /**
     * Hands rows out while it reads them: the driver holds {@code fetchRows} at once, whatever the number of rows. Only
     * within a transaction; reading without one, the driver would hold them all. Times cannot be parameters here.
     */
    public void stream(String sql, int fetchRows, RowReader reader, @Nullable Object... parameters) {
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            statement.setFetchSize(fetchRows);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && reader.read(rows)) {
                    // on to the next
                }
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** Reads one row of many. */
    @FunctionalInterface
    public interface RowReader {
        /** @return whether the next row is wanted */
        boolean read(ResultSet row) throws SQLException;
    }

    /** A parameter of type {@code text[]}: one column of the rows. */
    public <T> Array texts(Collection<T> rows, Function<T, @Nullable String> column) {
        return array("text", rows.stream().map(column).toArray());
    }

    /** A parameter of type {@code bigint[]}. */
    public <T> Array bigints(Collection<T> rows, Function<T, @Nullable Long> column) {
        return array("bigint", rows.stream().map(column).toArray());
    }

    /** A parameter of type {@code timestamptz[]}. */
    public <T> Array timestamps(Collection<T> rows, Function<T, Instant> column) {
        return array(
                "timestamptz",
                rows.stream().map(row -> column.apply(row).toString()).toArray());
    }

    /** A parameter of type {@code boolean[]}. */
    public <T> Array booleans(Collection<T> rows, Function<T, @Nullable Boolean> column) {
        return array("boolean", rows.stream().map(column).toArray());
    }

    private Array array(String type, @Nullable Object[] values) {
        try {
            return session.connection().createArrayOf(type, values);
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }
}
