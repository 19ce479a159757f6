package org.dupcheck.client;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What the builders of listeners have in common. Not thread-safe. */
abstract sealed class ListenerBuilder<B extends ListenerBuilder<B>> extends ConnectionBuilder<B>
        permits VerdictListenerBuilder, WorkOrderListenerBuilder {
    /** What one poll brings at most, unless set otherwise. */
    static final int MAX_POLL_RECORDS = 100;

    @Nullable
    String groupId;

    Retries retries = Retries.DEFAULT;
    SetAsideCallback onSetAside =
            record -> LoggerFactory.getLogger(Listener.class).error("given up: {}", record, record.failure());
    Clock clock = Clock.systemUTC();

    ListenerBuilder(String bootstrapServers) {
        super(bootstrapServers);
    }

    /** How often and how soon a record is handed in again; {@link Retries#DEFAULT} by default. */
    public B retries(Retries newRetries) {
        retries = newRetries;
        return self();
    }

    /**
     * Who is told of a record that is given up, because it cannot be read or was not taken in all its tries. By default it is
     * logged as an error. {@link ListenerCounts#setAside} counts them.
     */
    public B onSetAside(SetAsideCallback callback) {
        onSetAside = callback;
        return self();
    }

    /** Where the time of pauses comes from; the system's clock by default. */
    B clock(Clock newClock) {
        clock = newClock;
        return self();
    }

    /**
     * A property of Kafka's consumer, such as security; {@code group.protocol=classic} for brokers before 4.0. A callback
     * may take up to {@code max.poll.interval.ms}, 5 minutes by default.
     */
    @Override
    public B property(String name, String value) {
        return super.property(name, value);
    }

    Map<String, Object> consumerProperties() {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        Map<String, Object> fixed = new HashMap<>();
        fixed.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        fixed.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, groupId == null ? "latest" : "earliest");
        if (groupId != null) {
            fixed.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
            defaults.put(
                    ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                    KafkaClientVersion.groupProtocol(KafkaClientVersion.current()));
        }
        return properties(defaults, fixed);
    }
}
