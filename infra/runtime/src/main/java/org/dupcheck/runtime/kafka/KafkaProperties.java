package org.dupcheck.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The properties of each kind of client: tuned for a short way and a quick return of the broker, then fixed where promised. */
public final class KafkaProperties {
    private static final long METADATA_IDLE_MILLIS = Duration.ofDays(365).toMillis();

    private KafkaProperties() {}

    /**
     * Of a consumer that commits by itself and says explicitly where it starts.
     *
     * @param maxPollInterval after how long without a poll the consumer gives up its partitions
     */
    public static Map<String, Object> consumer(
            KafkaSettings settings, String groupId, String clientId, int maxPollRecords, Duration maxPollInterval) {
        Map<String, Object> properties = common(settings.clientId(clientId));
        properties.putAll(Map.of(
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                1,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                500,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                KafkaSettings.FETCH_BYTES,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                maxPollRecords,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(maxPollInterval.toMillis())));
        properties.putAll(settings.properties());
        properties.putAll(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                groupId,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "consumer",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        return properties;
    }

    /**
     * Of a consumer that looks at partitions which it assigns itself, belongs to no group and commits nothing.
     *
     * @param patience for an answer of the brokers
     */
    public static Map<String, Object> looker(KafkaSettings settings, String clientId, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        Map<String, Object> properties = common(settings.clientId(clientId));
        properties.putAll(Map.of(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                KafkaSettings.FETCH_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                KafkaSettings.FETCH_BYTES,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis));
        properties.putAll(settings.properties());
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.putAll(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // what retention takes away while somebody looks is left out
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        return properties;
    }

    /** Of an idempotent producer that sends at once. */
    public static Map<String, Object> producer(KafkaSettings settings, String clientId) {
        Map<String, Object> properties = common(settings.clientId(clientId));
        properties.putAll(Map.of(
                ProducerConfig.LINGER_MS_CONFIG, 0,
                ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024,
                // a dead letter must pass whatever a topic lets in; the topic's own bound is the one that counts
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, KafkaSettings.MAX_REQUEST_BYTES,
                ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000));
        // with the default a producer forgets its topics when all brokers are away, and calls block instead of
        // buffering
        properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
        // nor does it forget those that were not written to for five minutes: the next one would block likewise
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_IDLE_MILLIS);
        properties.putAll(settings.properties());
        properties.putAll(Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true));
        return properties;
    }

    public static Map<String, Object> admin(KafkaSettings settings, String clientId) {
        Map<String, Object> properties = common(settings.clientId(clientId));
        properties.putAll(settings.properties());
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return properties;
    }

    /** The defaults back off to 1 s and more; on a broker that comes back within two seconds that is most of the outage. */
    private static Map<String, Object> common(String clientId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        // figures go out by Micrometer; JMX would only complain of equal client ids
        properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 20);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 250);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 20);
        properties.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 250);
        properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000);
        return properties;
    }
}
