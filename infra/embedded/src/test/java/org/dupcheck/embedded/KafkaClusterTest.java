package org.dupcheck.embedded;

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
                .withJvmOptions(KafkaClusterSettings.QUICK_START)
                .withOverrides(Probes.TOPICS_BY_USE);
        String address;
        try (KafkaCluster kafka = KafkaCluster.start(settings)) {
            address = kafka.bootstrapServers();
            Probes.publish(address, "kept", List.of("one".getBytes(UTF_8), FOUR_MIB));

            kafka.kill();
            assertThat(kafka.broker().isRunning()).isFalse();
            kafka.start();
            Probes.publish(address, "kept", List.of("two".getBytes(UTF_8)));
            assertThat(Probes.read(address, "kept")).hasSize(3);

            kafka.pause();
            assertThat(Brokers.knows(address, nodes -> true)).isFalse();
            kafka.resume();
            await().atMost(Probes.PATIENCE).until(() -> Brokers.knows(address, nodes -> !nodes.isEmpty()));
        }
        try (KafkaCluster kafka = KafkaCluster.start(settings)) {
            assertThat(kafka.bootstrapServers()).isEqualTo(address);
            assertThat(Probes.read(address, "kept"))
                    .extracting(value -> value.length)
                    .containsExactly(3, FOUR_MIB.length, 3);
        }
    }

    @Test
    void threeBrokersGoOnWithoutAnyOneOfThem() throws Exception {
        KafkaClusterSettings settings =
                KafkaClusterSettings.temporary().withBrokers(3).withOverrides(Probes.TOPICS_BY_USE);
        try (KafkaCluster kafka = KafkaCluster.start(settings)) {
            assertThat(kafka.brokers()).extracting(KafkaProcess::id).containsExactly(1, 2, 3);
            String topic = "copied";
            Probes.publish(kafka.bootstrapServers(), topic, List.of("one".getBytes(UTF_8)));

            kafka.brokers().get(1).kill();
            Probes.publish(kafka.bootstrapServers(), topic, List.of("two".getBytes(UTF_8)));
            kafka.brokers().get(1).revive();
            Probes.publish(kafka.bootstrapServers(), topic, List.of("three".getBytes(UTF_8)));

            assertThat(Probes.read(kafka.bootstrapServers(), topic))
                    .extracting(value -> new String(value, UTF_8))
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
