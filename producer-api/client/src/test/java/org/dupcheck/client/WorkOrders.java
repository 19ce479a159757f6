package org.dupcheck.client;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.dupcheck.contract.WorkOrderCommand;
import org.postgresql.ds.PGSimpleDataSource;

/** A business module's own table, in which a work order that is submitted twice has two rows. */
final class WorkOrders {
    private final DataSource dataSource;
    final JdbcInbox inbox;

    WorkOrders(String jdbcUrl) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        dataSource = source;
        inbox = new JdbcInbox(source);
        inbox.createTable();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table work_order (place serial, command_id text, business_id text)");
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    void submit(Connection connection, WorkOrderCommand command) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into work_order (command_id, business_id) values (?, ?)")) {
            insert.setString(1, command.commandId());
            insert.setString(2, command.businessId());
            insert.executeUpdate();
        }
    }

    /** Ids of commands in the order in which they were carried out. */
    List<String> submitted() {
        List<String> ids = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select command_id from work_order order by place")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the work orders", e);
        }
        return ids;
    }
}
