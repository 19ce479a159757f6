package org.dupcheck.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class TopicSetupTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private TopicSetup setup;
    private String brokers;
    private String prefix;

    @BeforeEach
    void open(KafkaService kafka, TestTopics topics) {
        brokers = kafka.bootstrapServers();
        prefix = topics.prefix();
        setup = TopicSetup.open(KafkaSettings.of(brokers), "test", TIMEOUT);
    }

    @AfterEach
    void close() {
        setup.close();
    }

    @Test
    void whatIsMissingIsFoundThenMadeAndThenInOrder() {
        List<TopicSpec> specs = List.of(
                spec("compacted", 3, Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime")),
                spec("plain", 1, Map.of("max.message.bytes", "5242880")));
        assertThat(setup.verify(specs))
                .hasSize(2)
                .allMatch(finding -> finding.problem().contains("missing"));
        assertThat(setup.ensure(specs)).isEmpty();
        assertThat(setup.ensure(specs)).isEmpty();
        assertThat(setup.verify(specs)).isEmpty();
    }

    @Test
    void whatDiffersIsFoundAndLeftAsItIs() {
        setup.ensure(List.of(spec("differs", 2, Map.of("cleanup.policy", "delete"))));
        TopicSpec wanted = spec("differs", 4, Map.of("cleanup.policy", "compact,delete"));
        List<TopicFinding> findings = setup.ensure(List.of(wanted));
        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).problem()).isEqualTo("has 2 partitions, 4 expected");
        assertThat(findings.get(1).problem()).isEqualTo("cleanup.policy is 'delete', 'compact,delete' expected");
        assertThat(findings.get(1).remedy()).contains("--add-config cleanup.policy=[compact,delete]");
        assertThat(findings.get(0).toString()).contains("differs").contains("; ");
        assertThat(setup.verify(List.of(wanted))).isEqualTo(findings);
    }

    @Test
    void severalNodesMayMakeThemAtOnce() {
        List<TopicSpec> specs = List.of(spec("a", 1, Map.of()), spec("b", 2, Map.of()), spec("c", 3, Map.of()));
        List<CompletableFuture<List<TopicFinding>>> nodes = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> ensure(specs), task -> new Thread(task).start()))
                .limit(4)
                .toList();
        assertThat(nodes).allSatisfy(node -> assertThat(node.join()).isEmpty());
    }

    private List<TopicFinding> ensure(List<TopicSpec> specs) {
        try (TopicSetup own = TopicSetup.open(KafkaSettings.of(brokers), "node", TIMEOUT)) {
            return own.ensure(specs);
        }
    }

    @Test
    void moreCopiesThanBrokersIsRefusedWithTheReason() {
        TopicSpec copies = new TopicSpec(prefix + "copies", 1, (short) 3, Map.of());
        assertThatThrownBy(() -> setup.ensure(List.of(copies)))
                .isInstanceOf(RetryLaterException.class)
                .hasMessageContaining("copies");
    }

    @Test
    void brokersThatAreAwayAreReported() {
        try (TopicSetup away = TopicSetup.open(KafkaSettings.of("127.0.0.1:1"), "test", Duration.ofMillis(500))) {
            assertThatThrownBy(() -> away.verify(List.of(spec("any", 1, Map.of()))))
                    .isInstanceOf(RetryLaterException.class);
        }
    }

    @Test
    void groupsAreSharedOutAtOnce() throws Exception {
        KafkaSettings settings = KafkaSettings.of(brokers);
        GroupSetup.ensure(settings, List.of(prefix + "group"), TIMEOUT);
        GroupSetup.ensure(settings, List.of(prefix + "group"), TIMEOUT);
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, prefix + "group");
        try (Admin admin = Admin.create(KafkaProperties.admin(settings, "test"))) {
            Config config =
                    admin.describeConfigs(List.of(group)).values().get(group).get();
            assertThat(config.get("consumer.assignment.interval.ms").value()).isEqualTo("0");
        }
        GroupSetup.ensure(KafkaSettings.of("127.0.0.1:1"), List.of("group"), Duration.ofMillis(200));
    }

    @Test
    void specsHoldTheirBounds() {
        assertThatThrownBy(() -> spec("x", 0, Map.of())).hasMessageContaining("partitions");
        assertThatThrownBy(() -> new TopicSpec("x", 1, (short) 0, Map.of())).hasMessageContaining("replicationFactor");
    }

    private TopicSpec spec(String name, int partitions, Map<String, String> config) {
        return new TopicSpec(prefix + name, partitions, TopicSpec.BROKER_DEFAULT, config);
    }
}
