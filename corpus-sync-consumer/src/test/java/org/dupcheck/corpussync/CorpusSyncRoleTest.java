package org.dupcheck.corpussync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dupcheck.corpussync.Changes.approved;
import static org.dupcheck.corpussync.Changes.deleted;
import static org.dupcheck.corpussync.Changes.edited;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.Topics;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.runtime.kafka.TopicSetup;
import org.dupcheck.runtime.kafka.TopicSpec;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class CorpusSyncRoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonCodec CODEC = new JsonCodec();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Database database;
    private KafkaSettings kafka;
    private TestTopics testTopics;
    private Topics topics;
    private RecordPublisher publisher;

    @BeforeEach
    void open(KafkaService broker, PostgresService postgres, TestTopics freshTopics) {
        database = closing(MigratedDatabase.open(postgres));
        kafka = KafkaSettings.of(broker.bootstrapServers());
        testTopics = freshTopics;
        topics = new Topics(freshTopics.prefix());
        try (TopicSetup setup = TopicSetup.open(kafka, "test", Duration.ofSeconds(30))) {
            setup.ensure(topics.all().stream()
                    .filter(spec -> spec.name().startsWith(topics.referenceEvents()))
                    .map(spec -> new TopicSpec(spec.name(), spec.partitions(4), (short) 1, spec.config()))
                    .toList());
        }
        publisher = closing(RecordPublisher.open(kafka, "test", meters));
    }

    @AfterEach
    void close() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void eventsFromSeveralPartitionsByTwoNodesTakeEveryVersionOnce() {
        start("nodes");
        start("nodes");
        int documents = 4_000;
        List<ReferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            events.add(approved("d" + i, 1, "text " + i));
        }
        publish(events);
        awaitVersion(documents);
        assertThat(changedVersions())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, documents).boxed().toList());
    }

    @Test
    void badRecordsGoToTheDeadLettersWithCodeAndPathAndTheirNeighboursAreApplied() {
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sent.add(send(approved("d" + i, 1, "text")));
            if (i == 50) {
                sent.add(send("lixiang:bad-json", "{\"documentType\""));
                sent.add(send("lixiang:no-value", null));
                sent.add(send("lixiang:other-key", new String(CODEC.write(deleted("x", 1)), StandardCharsets.UTF_8)));
                sent.add(
                        send(
                                "lixiang:no-text",
                                "{\"documentType\":\"lixiang\",\"documentId\":\"no-text\",\"revision\":1,"
                                        + "\"kind\":\"APPROVED\",\"title\":\"t\",\"sections\":[{\"key\":\"k\",\"text\":\"\"}]}"));
            }
        }
        sent.forEach(CompletableFuture::join);
        start("bad");
        awaitVersion(200);
        Map<String, String> dead = new TreeMap<>();
        testTopics
                .readUntil(Topics.deadLetter(topics.referenceEvents()), PATIENCE, records -> records.size() == 4)
                .forEach(record -> dead.put(
                        record.key(),
                        header(record, "dupcheck-error-code") + " at '" + header(record, "dupcheck-error-path") + "'"));
        assertThat(dead)
                .containsExactly(
                        Map.entry("lixiang:bad-json", "MALFORMED_JSON at 'documentType'"),
                        Map.entry("lixiang:no-text", "EMPTY_TEXT at 'sections[0].text'"),
                        Map.entry("lixiang:no-value", "MISSING_VALUE at ''"),
                        Map.entry("lixiang:other-key", "KEY_MISMATCH at 'key'"));
        await().atMost(PATIENCE).untilAsserted(this::assertCountersBalance);
    }

    @Test
    void anotherReadingOfTheWholeTopicChangesNothing() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<ReferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            String id = "d" + random.nextInt(60);
            events.add(
                    switch (random.nextInt(4)) {
                        case 0 -> deleted(id, i);
                        case 1 -> edited(id, i, "edit " + i);
                        default -> approved(id, i, "text " + i);
                    });
        }
        publish(events);
        CorpusSyncRole first = start("first");
        awaitApplied(600);
        first.close();
        List<String> before = referenceSet();

        start("second");
        awaitApplied(1_200);
        assertThat(referenceSet()).as("seed %d", seed).isEqualTo(before);
    }

    @Test
    void killedDatabaseInTheMiddleOfALoadLosesAndDoublesNothing(@Own PostgresService postgres) {
        database = closing(MigratedDatabase.openAsNode(postgres));
        int documents = 3_000;
        List<ReferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            events.add(approved("d" + i, 1, "text ".repeat(200) + i));
        }
        publish(events);
        CorpusSyncRole role = start("crash");
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> applied() > 0);
        postgres.kill();
        postgres.start();
        awaitVersion(documents);
        assertThat(changedVersions())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, documents).boxed().toList());
        assertThat(role.health().up()).isTrue();
    }

    @Test
    void printsHowManyDocumentsASecondComeThroughFromKafka() {
        Random random = new Random(7);
        int documents = 4_000;
        List<ReferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            events.add(approved("d" + i, 1, chinese(random, 3_000)));
        }
        publish(events);
        start("speed");
        await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> applied() > 0);
        double before = applied();
        long started = System.nanoTime();
        await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> applied() == documents);
        long nanos = System.nanoTime() - started;
        System.out.printf(
                "corpus-sync: %,.0f documents of 3,000 characters a second, in %d transactions%n",
                (documents - before) * 1e9 / nanos,
                meters.get("dupcheck.corpus.transactions").timer().count());
    }

    private CorpusSyncRole start(String group) {
        CorpusSyncSettings defaults = CorpusSyncSettings.defaults();
        ConsumeSettings consume = new ConsumeSettings(
                defaults.consume().workers(),
                defaults.consume().maxInFlight(),
                defaults.consume().maxBatch(),
                new RetryPolicy(5, Duration.ofMillis(10), Duration.ofMillis(100)),
                Duration.ofSeconds(5));
        CorpusSyncRole role = closing(CorpusSyncRole.of(
                new CorpusSyncSettings(
                        topics.prefix() + group,
                        consume,
                        defaults.maxTransactionBytes(),
                        defaults.replacedTexts(),
                        defaults.retentionInterval()),
                new RoleContext(kafka, topics, database, null, meters, Clock.systemUTC())));
        role.start();
        return role;
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private void publish(List<ReferenceEvent> events) {
        events.stream().map(this::send).toList().forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> send(ReferenceEvent event) {
        return publisher.publish(topics.referenceEvents(), event.key().toString(), CODEC.write(event), Map.of());
    }

    private CompletableFuture<Void> send(String key, String value) {
        return publisher.publish(
                topics.referenceEvents(), key, value == null ? null : value.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private void awaitVersion(long version) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(TestDatabase.version(database)).isEqualTo(version));
    }

    private void awaitApplied(double events) {
        await().pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> applied() >= events);
    }

    private double applied() {
        return meters.get("dupcheck.corpus.events").counter().count();
    }

    private void assertCountersBalance() {
        assertThat(count("received")).isEqualTo(count("succeeded") + count("retried") + count("dead_lettered"));
        assertThat(count("dead_lettered")).isEqualTo(4);
        assertThat(count("succeeded")).isEqualTo(200);
    }

    private double count(String counter) {
        return meters.get("dupcheck.consume." + counter).counter().count();
    }

    private List<Long> changedVersions() {
        return database.read(session ->
                session.query("select changed_version from reference_document order by 1", row -> row.getLong(1)));
    }

    private List<String> referenceSet() {
        return database.read(session -> session.query(
                "select d::text from reference_document d union all select t::text from reference_text t"
                        + " union all select c::text from corpus_state c order by 1",
                row -> row.getString(1)));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String chinese(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (0x4E00 + random.nextInt(2_000)));
        }
        return text.toString();
    }
}
