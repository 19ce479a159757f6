package org.dupcheck.bench.measure;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The database of a serve, asked past the node. Each call throws {@link BenchException} where it fails. For one thread. */
public final class ServeDatabase implements AutoCloseable {
    private final Connection connection;

    /** Opens a connection of its own. */
    public ServeDatabase(String url) {
        try {
            connection = DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new BenchException("cannot reach the database", e);
        }
    }

    /** The first column of the only row. */
    public long number(String query) {
        return numbers(query).get(0);
    }

    /** The first column of all rows. */
    public List<Long> numbers(String query) {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new BenchException("cannot run " + query, e);
        }
        return numbers;
    }

    /** Runs a statement, for a minute at most. */
    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) TimeUnit.MINUTES.toSeconds(1));
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException("cannot run " + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchException("cannot close the connection", e);
        }
    }
}
