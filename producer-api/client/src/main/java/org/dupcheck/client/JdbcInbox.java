package org.dupcheck.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An inbox in the business module's own database. The command's id and the module's change are one transaction of one
 * connection. The table is
 *
 * <pre>{@code
 * create table dupcheck_inbox (command_id varchar(64) not null primary key, applied_at timestamp not null)
 * }</pre>
 *
 * <p>Rows may be deleted once the topic no longer has their commands, after 365 days by default. The SQL is plain enough for
 * PostgreSQL, MySQL, Oracle and H2; it is tested on PostgreSQL. Thread-safe.
 */
public final class JdbcInbox implements Inbox<Connection> {
    public static final String DEFAULT_TABLE = "dupcheck_inbox";

    private static final Logger log = LoggerFactory.getLogger(JdbcInbox.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}(\\.[A-Za-z_][A-Za-z0-9_]{0,62})?");

    private final DataSource dataSource;
    private final String table;

    /** In the table {@value #DEFAULT_TABLE}. */
    public JdbcInbox(DataSource dataSource) {
        this(dataSource, DEFAULT_TABLE);
    }

    /**
     * @param table its name, with or without a schema; letters, digits and underscores
     * @throws IllegalArgumentException where that is no such name
     */
    public JdbcInbox(DataSource dataSource, String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("table is not a plain name, with or without a schema");
        }
        this.dataSource = dataSource;
        this.table = table;
    }

    /** Makes the table where it is missing, for those who have no migrations of their own. Not for Oracle. */
    public void createTable() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + table
                    + " (command_id varchar(64) not null primary key, applied_at timestamp not null)");
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    /** {@inheritDoc} The change must neither commit nor close the connection. */
    @Override
    public boolean apply(String commandId, Change<Connection> change) throws Exception {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                boolean first = mark(connection, commandId);
                if (first) {
                    change.in(connection);
                }
                connection.commit();
                return first;
            } catch (Exception | Error e) {
                rollBack(connection, e);
                throw e;
            } finally {
                restore(connection, autoCommit);
            }
        }
    }

    /**
     * Marks a command within a transaction of the caller's own, before the caller's change. Of two transactions that do so at
     * once, one fails, and finds the mark when it is tried again.
     *
     * @return whether it was not marked before
     * @throws SQLException also where another transaction has just marked it; the caller must roll back then
     */
    public boolean mark(Connection connection, String commandId) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from " + table + " where command_id = ?")) {
            query.setString(1, commandId);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    return false;
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + table + " (command_id, applied_at) values (?, current_timestamp)")) {
            insert.setString(1, commandId);
            insert.executeUpdate();
            return true;
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e); // the database rolls back what it hears no more of
        }
    }

    private static void restore(Connection connection, boolean autoCommit) {
        try {
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            log.debug("the connection is broken, and goes back to its pool as it is: {}", e.toString());
        }
    }
}
