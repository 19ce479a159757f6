package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Loops on a real broker, each test with a topic and a group of its own. */
@ExtendWith(DupcheckServices.class)
abstract class LoopTest {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    final List<ConsumeLoop> loops = new ArrayList<>();

    final List<CompletableFuture<Void>> published = new ArrayList<>();

    String brokers;

    TestTopics topics;

    String topic;

    String group;

    RecordPublisher publisher;

    @BeforeEach
    void connect(KafkaService kafka, TestTopics topics, TestInfo test) {
        this.brokers = kafka.bootstrapServers();
        this.topics = topics;
        String name = test.getTestMethod().orElseThrow().getName();
        this.topic = topics.create(name, 4);
        topics.create(name + ".dead-letter", 1);
        this.group = topic;
        this.publisher = RecordPublisher.open(KafkaSettings.of(brokers), "test", new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        loops.forEach(ConsumeLoop::close);
        publisher.close();
    }

    ConsumeLoop.Plan plan(int workers, int maxInFlight, int maxBatch) {
        return TestLoop.plan(brokers, group, topic, TestLoop.settings(workers, maxInFlight, maxBatch), meters);
    }

    ConsumeLoop start(ConsumeLoop loop) {
        published();
        loops.add(loop);
        loop.start();
        return loop;
    }

    /** In the order of the calls; all are there once {@link #published} has returned. */
    void publish(String key, String value) {
        published.add(publisher.publish(topic, key, value.getBytes(UTF_8), Map.of()));
    }

    void published() {
        published.forEach(CompletableFuture::join);
    }

    /** Until so many have succeeded and nothing is in flight; then the law must hold. */
    void awaitIdle(int succeeded) {
        await().untilAsserted(() -> {
            assertThat(TestLoop.count(meters, "succeeded")).isEqualTo(succeeded);
            assertThat(TestLoop.inFlight(meters)).isZero();
        });
        assertThat(TestLoop.balanced(meters)).isTrue();
    }

    List<ConsumerRecord<String, byte[]>> deadLetters(int number) {
        return topics.readUntil(topic + ".dead-letter", Duration.ofSeconds(10), records -> records.size() >= number);
    }

    Map<TopicPartition, Long> committed() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Map<TopicPartition, Long> offsets = new ConcurrentHashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
            return offsets;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Delivery delivery) {
        return new String(delivery.value(), UTF_8);
    }
}
