package org.dupcheck.app.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.dupcheck.runtime.kafka.KafkaSettings;

/**
 * Does the brokers' clock agree with ours? No request asks a broker for its time, but a record is stamped with it: one is
 * written to a topic of its own, which is deleted again.
 */
final class BrokerClockHealthCheck implements HealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String CLIENT = "dupcheck-doctor";

    private final KafkaSettings kafka;
    private final Clock clock;
    private final String prefix;

    /** @param prefix what topics of this installation begin with, for which it may have the rights */
    BrokerClockHealthCheck(KafkaSettings kafka, String prefix, Clock clock) {
        this.kafka = kafka;
        this.prefix = prefix;
        this.clock = clock;
    }

    @Override
    public List<Finding> findings() {
        String topic = prefix + "doctor-" + UUID.randomUUID();
        try (Admin admin = Admin.create(KafkaProperties.admin(kafka, CLIENT))) {
            return List.of(look(admin, topic));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            // the look at Kafka itself says what is wrong; a missing right to make topics is nothing wrong
            return List.of(Finding.fine("clock", "that of the brokers could not be looked at (" + Reason.of(e) + ")"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private Finding look(Admin admin, String topic) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())
                            .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
                    .all()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return stamp(topic);
            } finally {
                admin.deleteTopics(List.of(topic)).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            admin.close(TIMEOUT); // without a bound it would wait for a broker that hangs
        }
    }

    private Finding stamp(String topic) throws InterruptedException, ExecutionException, TimeoutException {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaProperties.producer(kafka, CLIENT), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(topic); // finding the broker is not to count as skew
            Instant before = clock.instant();
            RecordMetadata written = producer.send(new ProducerRecord<>(topic, new byte[0]))
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return ClockSkew.finding("the brokers", before, Instant.ofEpochMilli(written.timestamp()), clock.instant());
        }
    }
}
