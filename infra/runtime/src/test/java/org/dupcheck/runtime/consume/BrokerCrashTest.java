package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class BrokerCrashTest {
    @Test
    void aLoopAndAPublisherOutliveAKilledBroker(
            KafkaService kafka) { // the module's classes run one after the other: the shared broker will do
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (TestTopics topics = TestTopics.on(kafka.bootstrapServers())) {
            String topic = topics.create("crash", 2);
            ConsumeLoop loop = ConsumeLoop.inOrder(
                    TestLoop.plan(kafka.bootstrapServers(), topic, topic, TestLoop.settings(2, 100, 1), meters),
                    delivery -> seen.add(new String(delivery.value(), UTF_8)));
            try (RecordPublisher publisher =
                    RecordPublisher.open(KafkaSettings.of(kafka.bootstrapServers()), "crash", meters)) {
                loop.start();
                publish(publisher, topic, "before").join();
                await().until(() -> seen.contains("before"));
                await().untilAsserted(() -> assertThat(loop.health().up()).isTrue());

                kafka.kill();
                await().untilAsserted(() -> assertThat(loop.health().detail()).contains("no connection"));
                kafka.start();
                await().until(() -> succeeds(publish(publisher, topic, "after")));
                await().until(() -> seen.contains("after"));
                await().untilAsserted(() -> assertThat(loop.health().up()).isTrue());
            } finally {
                loop.close();
            }
            assertThat(TestLoop.balanced(meters)).isTrue();
        }
    }

    /** Whether the brokers took it; a publisher says so within its bounds either way. */
    private static boolean succeeds(CompletableFuture<Void> published) {
        return published
                .handle((done, failure) -> {
                    assertThat(failure)
                            .satisfiesAnyOf(
                                    none -> assertThat(none).isNull(),
                                    passing -> assertThat(passing).isInstanceOf(RetryLaterException.class));
                    return failure == null;
                })
                .join();
    }

    private static CompletableFuture<Void> publish(RecordPublisher publisher, String topic, String value) {
        return publisher.publish(topic, value, value.getBytes(UTF_8), Map.of());
    }
}
