package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Offsets are set back to a time, never forward, and not under a member's feet. */
@ExtendWith(DupcheckServices.class)
class CorpusRewindTest {
    private static final String GROUP = "dupcheck-corpus-sync";
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    @Test
    void setsBackToTheFirstRecordAtOrAfterTheTimeAndNeverForward(@Own KafkaService kafka) throws Exception {
        String servers = kafka.bootstrapServers();
        try (TestTopics topics = TestTopics.on(servers);
                Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            String topic = topics.create("events", 4);
            send(servers, topic, 0, 0, 10, 20, 30);
            send(servers, topic, 1, 0, 10);
            send(servers, topic, 2, 0, 20, 30);
            send(servers, topic, 3, 10, 30);
            Map<TopicPartition, OffsetAndMetadata> before = Map.of(
                    new TopicPartition(topic, 0), new OffsetAndMetadata(4),
                    new TopicPartition(topic, 1), new OffsetAndMetadata(2),
                    new TopicPartition(topic, 2), new OffsetAndMetadata(0));
            admin.alterConsumerGroupOffsets(GROUP, before).all().get(1, TimeUnit.MINUTES);
            String time = Instant.ofEpochMilli(START + 20_000).toString();

            Terminal dry = new Terminal();
            assertThat(dry.run("corpus", "rewind", "--kafka", servers, "--to", time, "--dry-run"))
                    .isZero();
            assertThat(dry.out()).contains("2 records since", "nothing changed");
            assertThat(committed(admin)).isEqualTo(Map.of(0, 4L, 1, 2L, 2, 0L));

            Terminal unasked = new Terminal();
            assertThat(unasked.run("corpus", "rewind", "--kafka", servers, "--to", time))
                    .isNotZero();
            assertThat(unasked.err()).contains("--yes");
            assertThat(committed(admin)).isEqualTo(Map.of(0, 4L, 1, 2L, 2, 0L));

            Terminal done = new Terminal();
            assertThat(done.run("corpus", "rewind", "--kafka", servers, "--to", time, "--yes"))
                    .isZero();
            assertThat(committed(admin)).isEqualTo(Map.of(0, 2L, 1, 2L, 2, 0L));
        }
    }

    @Test
    void refusesWhileTheGroupHasAMemberAndNamesIt(@Own KafkaService kafka) {
        String servers = kafka.bootstrapServers();
        try (TestTopics topics = TestTopics.on(servers);
                KafkaConsumer<String, String> member = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers, "group.id", GROUP, "client.id", "node-seven"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            member.subscribe(List.of(topics.create("events", 1)));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (member.assignment().isEmpty() && System.nanoTime() < deadline) {
                member.poll(Duration.ofMillis(100));
            }
            assertThat(member.assignment()).isNotEmpty();
            Terminal terminal = new Terminal();
            assertThat(terminal.run("corpus", "rewind", "--kafka", servers, "--to", "2h", "--yes"))
                    .isNotZero();
            assertThat(terminal.err()).contains(GROUP, "node-seven", "stop these nodes first");
        }
    }

    @Test
    void refusesATimeWithoutAZoneAndAGroupThatIsNoRole() {
        Terminal terminal = new Terminal();
        assertThat(terminal.run("corpus", "rewind", "--kafka", "127.0.0.1:1", "--to", "2026-01-01T00:00:00"))
                .isNotZero();
        assertThat(terminal.err()).contains("--to is a time with its zone");
        assertThat(terminal.run("corpus", "rewind", "--kafka", "127.0.0.1:1", "--to", "2h", "--group", "x"))
                .isNotZero();
        assertThat(terminal.err()).contains("--group is one of", GROUP);
    }

    private static Map<Integer, Long> committed(Admin admin) throws Exception {
        Map<Integer, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get(1, TimeUnit.MINUTES)
                .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
        return offsets;
    }

    private static void send(String servers, String topic, int partition, long... seconds) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            for (long second : seconds) {
                producer.send(new ProducerRecord<>(topic, partition, START + second * 1000, "k", "v"))
                        .get(1, TimeUnit.MINUTES);
            }
        }
    }
}
