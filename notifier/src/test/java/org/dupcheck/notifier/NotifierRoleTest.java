package org.dupcheck.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dupcheck.notifier.StoredRows.decision;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.notifier.sms.SmsSettings;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.notifier.webhooks.WebhookSettings;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.runtime.kafka.TopicSetup;
import org.dupcheck.runtime.kafka.TopicSpec;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class NotifierRoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonCodec CODEC = new JsonCodec();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final RecordingSmsGateway gateway = new RecordingSmsGateway();
    private final BusinessKey key = Fixture.freshKey();
    private StoredRows tables;
    private KafkaSettings kafka;
    private TestTopics testTopics;
    private Topics topics;
    private RecordPublisher publisher;

    @BeforeEach
    void open(KafkaService broker, PostgresService postgres, TestTopics freshTopics) {
        tables = closing(new StoredRows(postgres));
        kafka = KafkaSettings.of(broker.bootstrapServers());
        testTopics = freshTopics;
        topics = new Topics(freshTopics.prefix());
        try (TopicSetup setup = TopicSetup.open(kafka, "test", Duration.ofSeconds(30))) {
            setup.ensure(topics.all().stream()
                    .map(spec -> new TopicSpec(spec.name(), spec.partitions(2), (short) 1, spec.config()))
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
    void everyEventThreeTimesLeadsToEachEffectOnce() {
        NotifierRole role = start(publisher, gateway);
        BusinessKey clean = Fixture.freshKey();
        VerdictEvent verdict = tables.checks.duplicates(key, 1);
        publishThrice(tables.checks.clean(clean, 1));
        publishThrice(verdict);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tables.deliveries(key)).containsExactly("SENT 1"));
        publishThrice(decision(key, 1, Decision.CONFIRM));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(handled()).isEqualTo(9));

        assertThat(commands()).containsExactlyInAnyOrder(clean + " 1 false", key + " 1 true");
        assertThat(tables.messages(key)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
        assertThat(tables.messages(clean)).containsExactly("CLEAN 1");
        assertThat(tables.history(key)).hasSize(2);
        assertThat(gateway.sent()).hasSize(1);
        assertThat(role.health().up()).isTrue();
    }

    @Test
    void crashBetweenCommitAndPublishLosesAndDoublesNoCommand() {
        AtomicInteger failures = new AtomicInteger(1);
        RecordPublisher failing = new RecordPublisher() {
            @Override
            public CompletableFuture<Void> publish(
                    String topic, String recordKey, byte[] value, Map<String, String> headers) {
                return failures.getAndDecrement() > 0
                        ? CompletableFuture.failedFuture(new RetryLaterException("as if dead", null))
                        : publisher.publish(topic, recordKey, value, headers);
            }

            @Override
            public void close() {}
        };
        start(failing, gateway);
        publish(tables.checks.clean(key, 1));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(handled()).isEqualTo(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tables.unsentCommands(key)).isEmpty());
        assertThat(failures.get()).as("publishing failed and was tried again").isNegative();
        assertThat(commands()).containsExactly(key + " 1 false");
    }

    @Test
    void startPublishesWhatADeadNodeLeftUnsent() {
        Fixture dead = new Fixture(tables, gateway);
        dead.hand(tables.checks.clean(key, 1));
        assertThat(tables.unsentCommands(key)).hasSize(1);
        start(publisher, gateway);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tables.unsentCommands(key)).isEmpty());
        assertThat(commands()).containsExactly(key + " 1 false");
    }

    @Test
    void gatewayThatHangsHoldsUpNothingElse() throws Exception {
        CountDownLatch called = new CountDownLatch(2);
        CountDownLatch released = new CountDownLatch(1);
        try {
            start(publisher, (deliveryId, phone, text) -> {
                called.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return Outcome.taken();
            });
            BusinessKey other = Fixture.freshKey();
            publish(tables.checks.duplicates(key, 1));
            publish(tables.checks.duplicates(other, 1));
            called.await();
            publish(tables.checks.clean(Fixture.freshKey(), 1));
            publish(decision(key, 1, Decision.CONFIRM));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(commands()).hasSize(2));
            assertThat(tables.deliveries(key)).containsExactly("SENDING 1");
        } finally {
            released.countDown();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tables.deliveries(key)).containsExactly("SENT 1"));
    }

    @Test
    void badRecordsGoToTheDeadLettersAndTheirNeighboursAreHandled() {
        publish(tables.checks.duplicates(key, 1));
        publisher
                .publish(topics.verdicts(), "lixiang:bad", "{".getBytes(StandardCharsets.UTF_8), Map.of())
                .join();
        publish(decision(Fixture.freshKey(), 1, Decision.CONFIRM));
        publish(decision(key, 1, Decision.CONFIRM));
        start(publisher, gateway);
        assertThat(errorCodes(topics.verdicts())).containsExactly("MALFORMED_JSON");
        assertThat(errorCodes(topics.confirmations())).containsExactly("NOT_FOUND");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(commands()).containsExactly(key + " 1 true"));
    }

    @Test
    void verdictsAndConfirmationsOfManyDocumentsOnTwoNodesAreEachSubmittedOnce() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        start(publisher, gateway);
        start(publisher, gateway);
        List<String> expected = new ArrayList<>();
        List<Message> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            BusinessKey document = Fixture.freshKey();
            events.add(tables.checks.duplicates(document, 1));
            events.add(decision(document, 1, Decision.CONFIRM));
            expected.add(document + " 1 true");
        }
        Collections.shuffle(events, random);
        events.stream().map(this::send).toList().forEach(CompletableFuture::join);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(commands()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(expected.size()));
        // a partition that changes hands while the second node joins hands its unfinished records in again
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(handled()).isGreaterThanOrEqualTo(events.size()));
        List<String> commands = commands();
        assertThat(Set.copyOf(commands)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(commands.size() - expected.size())
                .as("commands published again, by their ids the same, seed %d", seed)
                .isLessThanOrEqualTo((int) handled() - events.size());
    }

    /** No pause of the machine ends a claim: then two nodes would publish a command. */
    private static final DueSettings LONG_CLAIMS = new DueSettings(
            4, 1, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofMillis(500), Duration.ofMinutes(1));

    private NotifierRole start(RecordPublisher commandPublisher, SmsGateway smsGateway) {
        NotifierSettings settings = new NotifierSettings(
                topics.prefix() + "notifier",
                new ConsumeSettings(
                        4,
                        1_000,
                        1,
                        new RetryPolicy(5, Duration.ofMillis(10), Duration.ofMillis(100)),
                        Duration.ofSeconds(5)),
                LONG_CLAIMS,
                Fixture.SOON,
                SmsSettings.defaults(),
                WebhookSettings.defaults(),
                NotifierSettings.Kept.defaults());
        NotifierRole role = closing(NotifierRole.of(
                settings,
                new RoleContext(kafka, topics, tables.database(), commandPublisher, meters, Clock.systemUTC()),
                smsGateway));
        role.start();
        return role;
    }

    private <T extends AutoCloseable> T closing(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private void publishThrice(Message event) {
        for (int i = 0; i < 3; i++) {
            publish(event);
        }
    }

    private void publish(Message event) {
        send(event).join();
    }

    private CompletableFuture<Void> send(Message event) {
        String topic = event instanceof ConfirmationEvent ? topics.confirmations() : topics.verdicts();
        return publisher.publish(topic, event.key().toString(), CODEC.write(event), Map.of());
    }

    /** {@code key revision confirmed} of every record on the topic. */
    private List<String> commands() {
        return testTopics.read(topics.workOrders()).stream()
                .map(record -> CODEC.read(record.key(), record.value(), WorkOrderCommand.class))
                .map(command -> command.key() + " " + command.revision() + " " + command.confirmed())
                .toList();
    }

    private List<String> errorCodes(String topic) {
        return testTopics.readUntil(Topics.deadLetter(topic), PATIENCE, records -> !records.isEmpty()).stream()
                .map(NotifierRoleTest::errorCode)
                .toList();
    }

    private static String errorCode(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("dupcheck-error-code").value(), StandardCharsets.UTF_8);
    }

    private double handled() {
        return meters.get("dupcheck.consume.succeeded").counter().count();
    }
}
