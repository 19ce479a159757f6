package org.dupcheck.spring;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.dupcheck.client.Inbox;
import org.dupcheck.client.JdbcInbox;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The inbox of the work-order listeners, where the application has one data source and one transaction manager, and no inbox
 * of its own. Their auto-configurations have other names since Boot 4.
 */
@AutoConfiguration(
        after = DupcheckAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration"
        })
@ConditionalOnClass({DataSourceUtils.class, PlatformTransactionManager.class})
@ConditionalOnBean(DupcheckListeners.class)
public final class InboxAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(Inbox.class)
    @ConditionalOnSingleCandidate(DataSource.class)
    TransactionInbox dupcheckInbox(
            PlatformTransactionManager transactions, DataSource dataSource, DupcheckProperties properties)
            throws SQLException {
        JdbcInbox inbox = new JdbcInbox(dataSource, properties.inbox().table());
        if (properties.inbox().createTable()) {
            inbox.createTable();
        }
        return new TransactionInbox(transactions, dataSource, inbox);
    }
}
