package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.check.references.FakeIndex;
import org.dupcheck.check.references.IndexStore;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.testkit.TestTopics;

/** A role on real Kafka and real PostgreSQL with a fake index, and the world around it. */
final class RoleBench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(1);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final JsonCodec codec = new JsonCodec();
    final FakeIndex index = new FakeIndex(1);
    final StoredRows tables;
    final CheckRole role;
    final Topics topics;
    private final TestTopics testTopics;
    private final RecordPublisher publisher;

    RoleBench(KafkaSettings kafka, TestTopics testTopics, Database database, Duration drainTimeout) {
        this.testTopics = testTopics;
        topics = new Topics(testTopics.prefix());
        tables = new StoredRows(database);
        publisher = RecordPublisher.open(kafka, "test", meters);
        ConsumeSettings consume = new ConsumeSettings(
                4, 100, 1, new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(200)), drainTimeout);
        role = new CheckRole(
                CheckSettings.defaults().withConsume(consume),
                new RoleContext(kafka, topics, database, publisher, meters, Clock.systemUTC()),
                IndexStore.holding(index),
                FakeIndex.VERSIONS);
    }

    static void createTopics(TestTopics topics, int partitions) {
        topics.create("submissions", 4, Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"));
        topics.create("submissions.dead-letter", 1);
        topics.create("pre-checks", 4, Map.of("cleanup.policy", "compact", "message.timestamp.type", "LogAppendTime"));
        topics.create("pre-checks.dead-letter", 1);
        topics.create("verdicts", 4);
    }

    RoleBench started() {
        role.start();
        await().atMost(PATIENCE).until(() -> role.health().up());
        return this;
    }

    void submit(String id, long revision, String text) {
        submit(id, revision, Mode.SUBMIT, text);
    }

    void withdraw(String id, long revision) {
        publish(id, codec.write(new Submission("project", id, revision, Mode.WITHDRAW, null, List.of(), null, null)));
    }

    private void submit(String id, long revision, Mode mode, String text) {
        publish(
                id,
                codec.write(new Submission(
                        "project",
                        id,
                        revision,
                        mode,
                        "题目",
                        List.of(new Section("目标", text)),
                        new Applicant("u", null, null),
                        null)));
    }

    /** Returns when the broker has it. */
    void publish(String id, byte[] value) {
        publisher
                .publish(topics.submissions(), "project:" + id, value, Map.of())
                .join();
    }

    StoredRows.Task awaitState(String id, long revision, CheckState state) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> tables.task(id).orElse(null),
                        task -> task != null && task.revision() == revision && task.state() == state);
    }

    /** The events of a document, as soon as there are so many. */
    List<VerdictEvent> events(String id, int count) {
        return testTopics
                .readUntil(
                        topics.verdicts(), PATIENCE, records -> of(records, id).size() >= count)
                .stream()
                .filter(record -> record.key().equals("project:" + id))
                .map(record -> codec.read(record.key(), record.value(), VerdictEvent.class))
                .toList();
    }

    /** The dead letters of a document, as soon as there is one. */
    List<ConsumerRecord<String, byte[]>> deadLetters(String id) {
        String topic = Topics.deadLetter(topics.submissions());
        return of(
                testTopics.readUntil(
                        topic, PATIENCE, records -> !of(records, id).isEmpty()),
                id);
    }

    private static List<ConsumerRecord<String, byte[]>> of(List<ConsumerRecord<String, byte[]>> records, String id) {
        return records.stream()
                .filter(record -> record.key().equals("project:" + id))
                .toList();
    }

    static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    double consumed(String outcome) {
        Counter counter =
                meters.find("dupcheck.consume." + outcome).tag("loop", "check").counter();
        return counter == null ? 0 : counter.count();
    }

    double inFlight() {
        return meters.get("dupcheck.consume.in_flight")
                .tag("loop", "check")
                .gauge()
                .value();
    }

    /** Once idle, every record handed out or decided on came to exactly one end. */
    void assertBalance() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(inFlight()).isZero();
            assertThat(consumed("received"))
                    .isEqualTo(consumed("succeeded")
                            + consumed("superseded")
                            + consumed("retried")
                            + consumed("dead_lettered"));
        });
    }

    @Override
    public void close() {
        role.close();
        publisher.close();
    }
}
