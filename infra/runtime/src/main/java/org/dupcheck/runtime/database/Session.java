package org.dupcheck.runtime.database;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction's statements. Parameters are bound by position with {@code setObject}; an {@link Instant} is
 * bound as timestamptz (the table keeps microseconds). Prepared statements are cached by the driver. Belongs to the
 * thread that runs the work, and ends with it.
 */
public interface Session {
    /** Rows changed. */
    int update(String sql, @Nullable Object... parameters) throws SQLException;

    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException;

    /** The first row, if there is one. */
    <T> Optional<T> queryOne(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException;

    /** For what the above cannot do: batches, arrays, COPY. */
    Connection connection();

    /** Reads a timestamptz that is not null. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        Instant instant = instantOrNull(row, column);
        if (instant == null) {
            throw new SQLException("column " + column + " is null", "22002");
        }
        return instant;
    }

    /** Reads a timestamptz; the zone of the JVM and of the server play no part. */
    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** Reads a text[] that is not null. */
    static List<String> texts(ResultSet row, String column) throws SQLException {
        List<String> texts = textsOrNull(row, column);
        if (texts == null) {
            throw new SQLException("column " + column + " is null", "22002");
        }
        return texts;
    }

    /** Reads a text[]. */
    static @Nullable List<String> textsOrNull(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : Collections.unmodifiableList(Arrays.asList((String[]) array.getArray()));
    }

    /** Reads one row. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }
}
