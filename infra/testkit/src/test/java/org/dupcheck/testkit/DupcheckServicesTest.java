package org.dupcheck.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class DupcheckServicesTest {
    @Test
    void everyNewDatabaseIsEmptyAndOnesOwn(PostgresService postgres) throws SQLException {
        String first = postgres.newDatabase();
        String second = postgres.newDatabase();

        assertThat(first).isNotEqualTo(second).isNotEqualTo(postgres.jdbcUrl());
        for (String url : new String[] {first, second}) {
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                statement.execute("create table only_here (id int)");
            }
        }
    }

    @Test
    void recordsComeBackAsTheyWerePublished(KafkaService kafka, TestTopics topics) {
        String topic = topics.create("echo", 3);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 10; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, "key-" + i, "value-" + i));
            }
        }

        var records = topics.readUntil(topic, Duration.ofSeconds(20), read -> read.size() >= 10);

        assertThat(records)
                .extracting(record -> new String(record.value(), UTF_8))
                .contains("value-0", "value-9");
        assertThat(topics.read(topic)).hasSize(10);
    }
}
