package org.dupcheck.bench.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Timings;

/** Produce → poll of one record at a time, acks=all: what Kafka alone takes. */
final class RawHop {
    private static final String TOPIC = "dupcheck-bench-hop";
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final long TIMEOUT_SECONDS = 30;

    private RawHop() {}

    /** @param bytes of each record */
    static Timings measure(String bootstrapServers, int warmUp, int rounds, int bytes) {
        Map<String, Object> properties = Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0);
        Map<String, Object> reading = Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Timings timings = new Timings();
            byte[] value = new byte[bytes];
            for (int i = 0; i < warmUp + rounds; i++) {
                long start = System.nanoTime();
                var unused = producer.send(new ProducerRecord<>(TOPIC, value));
                if (consumer.poll(POLL).isEmpty()) {
                    throw new BenchException("a record did not arrive within " + POLL.toSeconds() + " s");
                }
                if (i >= warmUp) {
                    timings.add(System.nanoTime() - start);
                }
            }
            return timings;
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchException("cannot make the topic " + TOPIC, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
