package org.dupcheck.spring;

import java.time.Duration;
import java.util.Map;
import org.dupcheck.client.CheckClientBuilder;
import org.dupcheck.client.JdbcInbox;
import org.dupcheck.client.Retries;
import org.dupcheck.contract.Topics;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an application is connected with dupcheck.
 *
 * @param bootstrapServers Some brokers' addresses, as in host:9092,other:9092. Nothing is configured without it.
 * @param topicPrefix What the topics' names begin with.
 * @param source Who sends, as a URI reference, for the CloudEvents header.
 * @param groupId Consumer group of the application's listeners; spring.application.name unless set.
 * @param closeTimeout How long a close waits for messages or a running callback.
 * @param properties Properties of Kafka's producer and consumers alike, such as those for security.
 * @param retries How often and how soon a listener hands in again what was not taken.
 * @param inbox Where commands that were carried out are remembered.
 */
@ConfigurationProperties("dupcheck")
public record DupcheckProperties(
        @Nullable String bootstrapServers,
        @DefaultValue(Topics.DEFAULT_PREFIX) String topicPrefix,
        @DefaultValue(CheckClientBuilder.DEFAULT_SOURCE) String source,
        @Nullable String groupId,
        @DefaultValue("10s") Duration closeTimeout,
        @DefaultValue Map<String, String> properties,
        @DefaultValue RetryProperties retries,
        @DefaultValue InboxProperties inbox) {

    /**
     * The values of {@link Retries}.
     *
     * @param maxTries Tries in all before a record is set aside; those that an outage explains do not count.
     * @param firstPause Pause before the second try; it doubles from try to try.
     * @param maxPause The longest pause.
     */
    public record RetryProperties(
            @DefaultValue("20") int maxTries,
            @DefaultValue("100ms") Duration firstPause,
            @DefaultValue("10s") Duration maxPause) {
        Retries toRetries() {
            return new Retries(maxTries, firstPause, maxPause);
        }
    }

    /**
     * The inbox in the application's database.
     *
     * @param table Its table's name, with or without a schema.
     * @param createTable Whether the table is made at the start where it is missing.
     */
    public record InboxProperties(
            @DefaultValue(JdbcInbox.DEFAULT_TABLE) String table,
            @DefaultValue("true") boolean createTable) {}
}
