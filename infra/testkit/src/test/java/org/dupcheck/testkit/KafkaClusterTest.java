package org.dupcheck.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaClusterTest {
    private static final byte[] FOUR_MIB = new byte[4 << 20];

    @Test
    void acknowledgedRecordsSurviveAKillAndACleanRestartAndANewObject(@TempDir Path directory) throws Exception {
        KafkaClusterSettings settings = KafkaClusterSettings.durable(directory.resolve("kafka"))
                .withJvmOptions(KafkaClusterSettings.QUICK_START);
        String address;
        String topic;
        try (KafkaCluster kafka = KafkaCluster.start(settings)) {
            address = kafka.bootstrapServers();
            try (TestTopics topics = TestTopics.on(address)) {
                topic = topics.create("kept", 1, Map.of("cleanup.policy", "compact"));
                Probes.publish(address, topic, List.of("one".getBytes(UTF_8), FOUR_MIB));

                kafka.kill();
                assertThat(kafka.broker().isRunning()).isFalse();
                kafka.start();
                Probes.publish(address, topic, List.of("two".getBytes(UTF_8)));
                assertThat(topics.read(topic)).hasSize(3);

                kafka.pause();
                assertThat(Brokers.knows(address, nodes -> true)).isFalse();
                kafka.resume();
                await().atMost(Probes.PATIENCE).until(() -> Brokers.knows(address, nodes -> !nodes.isEmpty()));
            }
        }
        try (KafkaCluster kafka = KafkaCluster.start(settings);
                TestTopics topics = TestTopics.on(kafka.bootstrapServers())) {
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(topics.read(topic))
                    .extracting(record -> record.value().length)
                    .containsExactly(3, FOUR_MIB.length, 3);
        }
    }

    @Test
    void threeBrokersGoOnWithoutAnyOneOfThem() throws Exception {
        try (KafkaCluster kafka =
                        KafkaCluster.start(KafkaClusterSettings.temporary().withBrokers(3));
                TestTopics topics = TestTopics.on(kafka.bootstrapServers())) {
            assertThat(kafka.brokers()).extracting(KafkaProcess::id).containsExactly(1, 2, 3);
            String topic = topics.create("copied", 3);
            Probes.publish(kafka.bootstrapServers(), topic, List.of("one".getBytes(UTF_8)));

            kafka.brokers().get(1).kill();
            Probes.publish(kafka.bootstrapServers(), topic, List.of("two".getBytes(UTF_8)));
            kafka.brokers().get(1).revive();
            Probes.publish(kafka.bootstrapServers(), topic, List.of("three".getBytes(UTF_8)));

            assertThat(topics.read(topic))
                    .extracting(record -> new String(record.value(), UTF_8))
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void sayWhyItDoesNotStart(@TempDir Path directory) {
        KafkaClusterSettings settings = new KafkaClusterSettings(
                directory, 1, KafkaClusterSettings.QUICK_START, Map.of("num.io.threads", "none"));

        assertThatThrownBy(() -> KafkaCluster.start(settings))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("kafka-1 ended at once")
                .hasMessageContaining("num.io.threads");
    }

    @Test
    void twoBrokersAreNoCluster() {
        assertThatThrownBy(() -> KafkaClusterSettings.temporary().withBrokers(2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
