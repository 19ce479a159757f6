package org.dupcheck.runtime.kafka;

import java.util.Map;

/**
 * Which brokers, and how.
 *
 * @param properties further client properties (security and such), passed through
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {}
