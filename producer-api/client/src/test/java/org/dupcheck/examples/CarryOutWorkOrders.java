package org.dupcheck.examples;

import java.sql.PreparedStatement;
import java.util.concurrent.CountDownLatch;
import org.dupcheck.client.JdbcInbox;
import org.dupcheck.client.WorkOrderListener;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Submits work orders, each once, until there were so many. Arguments: brokers, topic prefix, JDBC URL, number. The database has
 * a table {@code work_order (command_id text, business_id text)}.
 */
public final class CarryOutWorkOrders {
    private CarryOutWorkOrders() {}

    public static void main(String[] args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[2]);
        JdbcInbox inbox = new JdbcInbox(database);
        inbox.createTable();
        CountDownLatch missing = new CountDownLatch(Integer.parseInt(args[3]));
        try (WorkOrderListener listener = WorkOrderListener.builder(
                        args[0], "examples", inbox, (connection, command) -> {
                            try (PreparedStatement insert = connection.prepareStatement(
                                    "insert into work_order (command_id, business_id) values (?, ?)")) {
                                insert.setString(1, command.commandId());
                                insert.setString(2, command.businessId());
                                insert.executeUpdate();
                            }
                            missing.countDown();
                        })
                .topicPrefix(args[1])
                .onSetAside(record -> System.err.println("nobody carried out " + record))
                .start()) {
            missing.await();
            System.out.println(listener.counts());
        }
    }
}
