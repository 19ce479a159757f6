package org.dupcheck.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class KafkaRecordPublisherTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void keysValuesHeadersAndTombstonesArrive(KafkaService kafka, TestTopics topics) {
        String topic = topics.create("published", 1);
        try (RecordPublisher publisher =
                RecordPublisher.open(KafkaSettings.of(kafka.bootstrapServers()), "test", meters)) {
            publisher
                    .publish(topic, "类型:1", "值".getBytes(UTF_8), Map.of("name", "项目"))
                    .join();
            publisher.publish(topic, "类型:1", null, Map.of()).join();
            assertThatThrownBy(() -> publisher
                            .publish(topic, "k", new byte[KafkaSettings.MAX_REQUEST_BYTES], Map.of())
                            .join())
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
        ConsumerRecord<String, byte[]> first = topics.readUntil(
                        topic, Duration.ofSeconds(10), records -> records.size() == 2)
                .get(0);
        assertThat(first.key()).isEqualTo("类型:1");
        assertThat(new String(first.value(), UTF_8)).isEqualTo("值");
        assertThat(new String(first.headers().lastHeader("name").value(), UTF_8))
                .isEqualTo("项目");
        assertThat(topics.read(topic).get(1).value()).isNull();
    }

    @Test
    void whatPassesAsksForAnotherTryAndWhatDoesNotSaysSo() {
        assertThat(failure(new TimeoutException("away"))).isInstanceOf(RetryLaterException.class);
        assertThat(failure(new TopicAuthorizationException("topic")))
                .isInstanceOf(RetryLaterException.class)
                .hasMessageContaining("credentials");
        assertThat(failure(new RecordTooLargeException("large"))).isInstanceOf(RecordTooLargeException.class);
    }

    /** Without a look at the buffer each of the last calls would block for five seconds. */
    @Test
    void aFullBufferRefusesAtOnceAndTakesAgainOnceTheBrokersAreBack(@Own KafkaService kafka) {
        KafkaSettings small =
                new KafkaSettings(kafka.bootstrapServers(), Map.of("buffer.memory", Integer.toString(2 * 1024 * 1024)));
        try (TestTopics topics = TestTopics.on(kafka.bootstrapServers());
                RecordPublisher publisher = RecordPublisher.open(small, "test", meters)) {
            String topic = topics.create("full", 1);
            publisher.publish(topic, "k", new byte[1], Map.of()).join();
            kafka.pause();
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                int taken = 0;
                while (publish(publisher, topic).isEmpty()) {
                    assertThat(taken++).isLessThan(20);
                }
                assertThat(taken).isGreaterThan(5);
                for (int i = 0; i < 100; i++) {
                    assertThat(publish(publisher, topic))
                            .hasValueSatisfying(failure -> assertThat(failure)
                                    .isInstanceOf(RetryLaterException.class)
                                    .hasMessageContaining(topic));
                }
            });
            kafka.resume();
            await().untilAsserted(() ->
                    publisher.publish(topic, "k", new byte[200_000], Map.of()).get(1, TimeUnit.MINUTES));
        }
    }

    /** How it failed at once; empty where it is under way. */
    private static Optional<Throwable> publish(RecordPublisher publisher, String topic) {
        CompletableFuture<Void> published = publisher.publish(topic, "k", new byte[200_000], Map.of());
        return published.isDone()
                ? Optional.of(published.handle((done, failure) -> failure).join())
                : Optional.empty();
    }

    @Test
    void aClosedPublisherFailsTheFutureAndThrowsNothing() {
        MockProducer<byte[], byte[]> producer = producer();
        KafkaRecordPublisher publisher = new KafkaRecordPublisher(producer, () -> {});
        publisher.close();
        publisher.close();
        assertThatThrownBy(() -> publisher.publish("topic", "k", null, Map.of()).join())
                .hasCauseInstanceOf(RetryLaterException.class);
    }

    @Test
    void guaranteesCannotBeOverriddenByFurtherProperties() {
        KafkaSettings loose = new KafkaSettings(
                "h:1",
                Map.of(
                        "acks",
                        "0",
                        "enable.idempotence",
                        "false",
                        "enable.auto.commit",
                        "true",
                        "linger.ms",
                        "7",
                        "auto.offset.reset",
                        "latest",
                        "sasl.jaas.config",
                        "secret"));
        assertThat(KafkaProperties.producer(loose, "id"))
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("linger.ms", "7");
        assertThat(KafkaProperties.consumer(loose, "group", "id", 10, java.time.Duration.ofMinutes(1)))
                .containsEntry("enable.auto.commit", false)
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("group.protocol", "consumer");
        assertThat(loose.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> KafkaSettings.of(" ")).hasMessageContaining("host:port");
    }

    private static Throwable failure(RuntimeException thrown) {
        MockProducer<byte[], byte[]> producer = producer();
        KafkaRecordPublisher publisher = new KafkaRecordPublisher(producer, () -> {});
        CompletableFuture<Void> published = publisher.publish("topic", "k", null, Map.of());
        producer.errorNext(thrown);
        return published.handle((done, failure) -> failure).join();
    }

    private static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
