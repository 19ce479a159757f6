package org.dupcheck.runtime.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's statements. Parameters are bound by position with {@code setObject}; an {@link java.time.Instant} is
 * bound as timestamptz. Prepared statements are cached by the driver.
 */
public interface Session {
    int update(String sql, @Nullable Object... parameters) throws SQLException;

    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException;

    /** The first row, if there is one. */
    <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException;

    /** For what the above cannot do: batches, arrays, COPY. */
    Connection connection();

    /** Reads one row. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
