package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exactly once, on a real Kafka and a real PostgreSQL. */
@ExtendWith(DupcheckServices.class)
class WorkOrderListenerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Retries QUICK = new Retries(3, Duration.ofMillis(1), Duration.ofMillis(20));

    private final KafkaService kafka;
    private final List<SetAside> setAside = new CopyOnWriteArrayList<>();
    private TestTopics topics;
    private WorkOrders orders;

    WorkOrderListenerTest(KafkaService kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void connect(PostgresService postgres) throws Exception {
        topics = TestTopics.on(kafka.bootstrapServers());
        orders = new WorkOrders(postgres.newDatabase());
    }

    @Test
    void aCommandThatKafkaHasTwiceIsCarriedOutOnce() {
        topics.create("work-orders", 2);
        publish("a", "b", "a", "c", "b");
        try (WorkOrderListener listener = listener(orders::submit).start()) {
            await().atMost(PATIENCE)
                    .until(() -> listener.counts().taken() + listener.counts().repeated() == 5);
            assertThat(listener.counts()).isEqualTo(new ListenerCounts(5, 3, 2, 0, 0, 0, 0));
        }
        assertThat(orders.submitted()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aCrashBetweenTheDatabasesCommitAndKafkasRepeatsTheCommandAndChangesNothing() {
        topics.create("work-orders", 1);
        publish("a", "b", "c");
        AtomicBoolean crashed = new AtomicBoolean();
        Inbox<java.sql.Connection> crashing = (commandId, change) -> {
            boolean first = orders.inbox.apply(commandId, change);
            if (commandId.equals("b")) {
                crashed.set(true);
                throw new OutOfMemoryError("after the database's commit"); // an error ends the listener where it stands
            }
            return first;
        };
        try (WorkOrderListener listener = WorkOrderListener.builder(
                        kafka.bootstrapServers(), "g", crashing, orders::submit)
                .topicPrefix(topics.prefix())
                .start()) {
            await().atMost(PATIENCE).until(() -> listener.ended().isCompletedExceptionally());
        }
        assertThat(crashed).isTrue();
        assertThat(orders.submitted()).containsExactly("a", "b");

        try (WorkOrderListener next = listener(orders::submit).start()) {
            await().atMost(PATIENCE).until(() -> orders.submitted().size() == 3);
            await().atMost(PATIENCE).until(() -> next.counts().waiting() == 0);
            assertThat(next.counts().repeated()).isGreaterThanOrEqualTo(1);
            assertThat(next.counts().taken()).isEqualTo(1);
        }
        assertThat(orders.submitted()).containsExactly("a", "b", "c");
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndNothingIsSetAside(@Own PostgresService postgres) throws Exception {
        topics.create("work-orders", 2);
        orders = new WorkOrders(postgres.newDatabase());
        AtomicInteger tries = new AtomicInteger();
        WorkOrderListenerBuilder builder = listener((connection, command) -> {
                    tries.incrementAndGet();
                    orders.submit(connection, command);
                })
                .retries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(20))); // one try that counts
        try (WorkOrderListener listener = builder.start()) {
            publish("a");
            await().atMost(PATIENCE).until(() -> tries.get() == 1);
            postgres.kill();
            publish("b", "c", "d", "e", "f");
            await().atMost(PATIENCE).until(() -> listener.counts().failedTries() > 50);
            postgres.start();
            await().atMost(PATIENCE).until(() -> listener.counts().waiting() == 0);
        }
        assertThat(orders.submitted()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
        assertThat(setAside).isEmpty();
    }

    @Test
    void aPoisonedCommandHoldsUpNoOtherDocumentAndKeepsTheOrderOfItsOwn() {
        topics.create("work-orders", 1);
        List<WorkOrderCommand> commands = new ArrayList<>();
        commands.add(Samples.command("poison", "P-0"));
        commands.add(Samples.command("behind", "P-0"));
        IntStream.rangeClosed(1, 45).forEach(i -> commands.add(Samples.command("good-" + i, "P-" + i)));
        publish(commands);
        AtomicBoolean patient = new AtomicBoolean(true);
        WorkOrderListenerBuilder builder = listener((connection, command) -> {
                    orders.submit(connection, command);
                    if (command.commandId().equals("poison")) {
                        throw patient.get() ? new RetryLaterException("not now") : new IllegalStateException("never");
                    }
                })
                .retries(QUICK);
        try (WorkOrderListener listener = builder.start()) {
            await().atMost(PATIENCE).until(() -> orders.submitted().size() == 45);
            assertThat(listener.counts().waiting()).isEqualTo(2);
            assertThat(orders.submitted())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 45)
                            .mapToObj(i -> "good-" + i)
                            .toList());
            assertThat(setAside).isEmpty();
            patient.set(false);
            await().atMost(PATIENCE).until(() -> orders.submitted().contains("behind"));
            assertThat(setAside)
                    .singleElement()
                    .satisfies(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                            .contains("\"poison\""));
        }
        assertThat(orders.submitted()).hasSize(46).doesNotContain("poison");
    }

    @Test
    void aKindThatThisVersionDoesNotKnowIsSetAsideAtOnce() {
        String topic = topics.create("work-orders", 1);
        String unknown = new String(new JsonCodec().write(Samples.command("a", "P-1")), StandardCharsets.UTF_8)
                .replace("\"SUBMIT\"", "\"SHRED\"");
        send(new ProducerRecord<>(topic, "project:P-1", unknown.getBytes(StandardCharsets.UTF_8)));
        publish("b");
        try (WorkOrderListener listener = listener(orders::submit).start()) {
            await().atMost(PATIENCE).until(() -> orders.submitted().size() == 1);
            assertThat(listener.ready()).isCompleted();
        }
        assertThat(setAside).singleElement().satisfies(record -> {
            assertThat(record.tries()).isZero();
            assertThat(record.failure())
                    .isInstanceOfSatisfying(
                            InvalidMessageException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNKNOWN_ENUM));
        });
    }

    @Test
    void twoListenersShareAndTakeOverAndDoNothingTwice() throws Exception {
        topics.create("work-orders", 4);
        publish(numbered(0, 200));
        WorkOrderListener first = listener(orders::submit).start();
        try (WorkOrderListener second = await().atMost(PATIENCE)
                .until(
                        () -> orders.submitted().size() > 20 ? listener(orders::submit) : null,
                        java.util.Objects::nonNull)
                .start()) {
            publish(numbered(200, 400));
            await().atMost(PATIENCE).until(() -> second.counts().taken() > 0);
            publish(numbered(400, 600));
            closed(first);
            assertThat(first.ended()).isCompleted();
            balanced(first.counts());
            await().atMost(PATIENCE).until(() -> orders.submitted().size() == 600);
            assertThat(second.counts().failedTries()).isZero();
        }
        assertThat(orders.submitted())
                .containsExactlyInAnyOrderElementsOf(numbered(0, 600).stream()
                        .map(WorkOrderCommand::commandId)
                        .toList());
    }

    @Test
    void closedWhileBusyItEndsWhatItDoesAndKeepsItsPlace() throws Exception {
        topics.create("work-orders", 1);
        publish("a", "b", "c", "d");
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        WorkOrderListener listener = listener((connection, command) -> {
                    if (command.commandId().equals("b")) {
                        busy.countDown();
                        goOn.await();
                    }
                    orders.submit(connection, command);
                })
                .closeTimeout(PATIENCE)
                .start();
        assertThat(busy.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(listener::close);
        assertThat(listener.ended()).isNotDone();
        goOn.countDown();
        closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(listener.ended()).isCompleted();
        assertThat(orders.submitted()).containsExactly("a", "b");
        assertThat(listener.counts()).isEqualTo(new ListenerCounts(4, 2, 0, 0, 2, 0, 0));

        try (WorkOrderListener next = listener(orders::submit).start()) {
            await().atMost(PATIENCE).until(() -> orders.submitted().size() == 4);
            assertThat(next.counts().repeated()).isZero();
        }
        assertThat(orders.submitted()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void whatWaitsIsBounded() {
        topics.create("work-orders", 1);
        publish(numbered(0, 3 * FlowControl.MAX_WAITING));
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicInteger most = new AtomicInteger();
        WorkOrderListenerBuilder builder = WorkOrderListener.builder(kafka.bootstrapServers(), "g", command -> {
                    if (away.get()) {
                        throw new RetryLaterException("away");
                    }
                })
                .topicPrefix(topics.prefix())
                .retries(QUICK);
        try (WorkOrderListener listener = builder.start()) {
            await().atMost(PATIENCE).until(() -> listener.counts().waiting() >= FlowControl.MAX_WAITING);
            long tries = listener.counts().failedTries();
            await().atMost(PATIENCE).until(() -> {
                most.accumulateAndGet(listener.counts().waiting(), Math::max);
                // each has been tried several times: there were polls in between
                return listener.counts().failedTries() - tries > 5 * FlowControl.MAX_WAITING;
            });
            away.set(false);
            await().atMost(PATIENCE).until(() -> listener.counts().taken() == 3 * FlowControl.MAX_WAITING);
        }
        assertThat(most.get())
                .isBetween(FlowControl.MAX_WAITING, FlowControl.MAX_WAITING + ListenerBuilder.MAX_POLL_RECORDS);
    }

    private static void closed(AutoCloseable listener) throws Exception {
        listener.close();
    }

    private static void balanced(ListenerCounts counts) {
        assertThat(counts.received())
                .isEqualTo(counts.taken()
                        + counts.repeated()
                        + counts.setAside()
                        + counts.leftToOthers()
                        + counts.waiting());
    }

    private WorkOrderListenerBuilder listener(WorkOrderChange<java.sql.Connection> change) {
        return WorkOrderListener.builder(kafka.bootstrapServers(), "g", orders.inbox, change)
                .topicPrefix(topics.prefix())
                .onSetAside(setAside::add);
    }

    /** Commands of one document each, named like its command. */
    private void publish(String... commandIds) {
        publish(java.util.Arrays.stream(commandIds)
                .map(id -> Samples.command(id, id))
                .toList());
    }

    private static List<WorkOrderCommand> numbered(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Samples.command("c-" + i, "P-" + i))
                .toList();
    }

    private void publish(List<WorkOrderCommand> commands) {
        JsonCodec codec = new JsonCodec();
        send(commands.stream()
                .map(command -> new ProducerRecord<>(
                        topics.prefix() + "work-orders", command.key().toString(), codec.write(command)))
                .toList());
    }

    private void send(ProducerRecord<String, byte[]> record) {
        send(List.of(record));
    }

    /** Returns when the broker has them. */
    private void send(List<ProducerRecord<String, byte[]>> records) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<java.util.concurrent.Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (java.util.concurrent.Future<?> one : sent) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot send", e);
        }
    }
}
