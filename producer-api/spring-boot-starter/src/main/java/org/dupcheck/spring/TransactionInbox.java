package org.dupcheck.spring;

import java.sql.Connection;
import javax.sql.DataSource;
import org.dupcheck.client.Inbox;
import org.dupcheck.client.JdbcInbox;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * An inbox within Spring's own transaction: whatever the listener does by JdbcTemplate, JPA or {@code @Transactional} methods is
 * one with the mark, as long as the transaction manager is that of the data source. Thread-safe.
 */
final class TransactionInbox implements Inbox<TransactionStatus> {
    private final PlatformTransactionManager transactions;
    private final DataSource dataSource;
    private final JdbcInbox inbox;

    TransactionInbox(PlatformTransactionManager transactions, DataSource dataSource, JdbcInbox inbox) {
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.inbox = inbox;
    }

    @Override
    public boolean apply(String commandId, Change<TransactionStatus> change) throws Exception {
        TransactionStatus transaction = transactions.getTransaction(new DefaultTransactionDefinition());
        boolean first;
        try {
            first = mark(commandId);
            if (first) {
                change.in(transaction);
            }
        } catch (Exception | Error e) {
            rollBack(transaction, e);
            throw e;
        }
        transactions.commit(transaction);
        return first;
    }

    private boolean mark(String commandId) throws Exception {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            return inbox.mark(connection, commandId);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private void rollBack(TransactionStatus transaction, Throwable failure) {
        try {
            transactions.rollback(transaction);
        } catch (RuntimeException e) {
            failure.addSuppressed(e); // the database rolls back what it hears no more of
        }
    }
}
