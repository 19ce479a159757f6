package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dupcheck.runtime.consume.Records.P0;
import static org.dupcheck.runtime.consume.Records.P1;
import static org.dupcheck.runtime.consume.Records.record;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What brokers seldom do, done by Kafka's own mock of a consumer. */
final class PollThreadTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConcurrentLinkedQueue<MockConsumer<byte[], byte[]>> consumers = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<ProducerRecord<byte[], byte[]>> dead = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deadLetterFailures = new AtomicInteger();
    /** Held by a test while no further consumer may open. */
    private final ReentrantLock opening = new ReentrantLock();

    private ConsumeLoop loop;

    @AfterEach
    void stop() {
        if (loop != null) {
            loop.close();
        }
    }

    private MockConsumer<byte[], byte[]> start(RecordHandler handler) {
        return start(handler, Duration.ofSeconds(5));
    }

    private MockConsumer<byte[], byte[]> start(RecordHandler handler, Duration drainTimeout) {
        ConsumeLoop.Plan plan = TestLoop.plan(
                "none:1", "group", "topic", new ConsumeSettings(2, 100, 1, TestLoop.QUICK_RETRY, drainTimeout), meters);
        loop = new ConsumeLoop(
                plan, Admission.inOrder(), ConsumeLoop.single(handler), 1, this::open, this::outlet, this::outside);
        loop.start();
        await().until(() -> !consumers.isEmpty());
        return consumers.peek();
    }

    private Consumer<byte[], byte[]> open() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
        consumer.updateEndOffsets(Map.of(P0, 0L, P1, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(P0, P1)));
        opening.lock();
        try {
            consumers.add(consumer);
        } finally {
            opening.unlock();
        }
        return consumer;
    }

    /** Brokers that never answer whoever asks from outside. */
    private GroupView outside() {
        throw new TimeoutException("no brokers here");
    }

    private DeadLetters.Outlet outlet() {
        return new DeadLetters.Outlet() {
            @Override
            public CompletableFuture<Void> publish(ProducerRecord<byte[], byte[]> record) {
                if (deadLetterFailures.getAndDecrement() > 0) {
                    return CompletableFuture.failedFuture(new RetryLaterException("away", null));
                }
                dead.add(record);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
    }

    private void see(Delivery delivery) {
        seen.add(new String(delivery.value(), UTF_8));
    }

    private static void poll(MockConsumer<byte[], byte[]> consumer, long offset, String value) {
        consumer.schedulePollTask(() -> consumer.addRecord(record(P0, offset, "a", value)));
    }

    @Test
    void whatIsDoneIsCommittedWithoutARevoke() {
        MockConsumer<byte[], byte[]> consumer = start(this::see);
        poll(consumer, 0, "1");
        await().until(() -> seen.contains("1"));
        await().until(() -> consumer.committed(Set.of(P0)).get(P0).offset() == 1);
        assertThat(consumer.committed(Set.of(P1)).get(P1).offset()).isZero(); // the start is committed too
    }

    @Test
    void anErrorThatPassesIsPolledThrough() {
        MockConsumer<byte[], byte[]> consumer = start(this::see);
        consumer.schedulePollTask(() -> consumer.setPollException(new TimeoutException("for now")));
        poll(consumer, 0, "1");
        await().until(() -> seen.contains("1"));
        assertThat(consumers).hasSize(1);
    }

    @Test
    void anyOtherErrorIsReportedAndANewConsumerJoins() {
        MockConsumer<byte[], byte[]> consumer = start(this::see);
        KafkaException refused = new GroupAuthorizationException("group");
        await().until(() -> loop.health().up());
        opening.lock();
        try {
            consumer.schedulePollTask(() -> consumer.setPollException(refused));
            await().until(() -> loop.health().detail().contains("GroupAuthorizationException"));
        } finally {
            opening.unlock();
        }
        await().until(() -> consumers.size() == 2);
        MockConsumer<byte[], byte[]> second = List.copyOf(consumers).get(1);
        poll(second, 0, "1");
        await().until(() -> seen.contains("1"));
        await().until(() -> loop.health().up());
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void offsetsOutOfRangeAreReadFromTheEarliestThereIs() {
        MockConsumer<byte[], byte[]> consumer = start(this::see);
        consumer.schedulePollTask(() -> {
            consumer.updateBeginningOffsets(Map.of(P0, 40L));
            consumer.setPollException(new OffsetOutOfRangeException(Map.of(P0, 5L)));
        });
        poll(consumer, 40, "40");
        await().until(() -> seen.contains("40"));
        assertThat(TestLoop.count(meters, "offset_resets")).isEqualTo(1);
        await().until(() -> consumer.committed(Set.of(P0)).get(P0).offset() == 41);
    }

    @Test
    void whatOutlastsTheDrainIsCancelledAndCountsAsRetried() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        MockConsumer<byte[], byte[]> consumer = start(
                delivery -> {
                    running.countDown();
                    await().until(delivery::cancelled);
                    delivery.throwIfCancelled();
                },
                Duration.ofMillis(10));
        poll(consumer, 0, "1");
        running.await();
        loop.close();
        assertThat(consumer.closed()).isTrue();
        assertThat(TestLoop.count(meters, "retried")).isEqualTo(1);
        assertThat(TestLoop.balanced(meters)).isTrue();
    }

    @Test
    void aRevokedPartitionIsDrainedAndCommittedBeforeItGoes() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        MockConsumer<byte[], byte[]> consumer = start(delivery -> {
            running.countDown();
            gate.await();
            see(delivery);
        });
        poll(consumer, 0, "1");
        poll(consumer, 1, "2");
        running.await();
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(P1)));
        await().until(() -> TestLoop.inFlight(meters) == 1);
        gate.countDown();
        await().until(() -> consumer.assignment().equals(Set.of(P1)));
        assertThat(seen).containsExactly("1");
        assertThat(TestLoop.inFlight(meters)).isZero();
    }

    @Test
    void aLostPartitionIsNeitherWaitedForNorCommitted() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.assign(List.of(P0));
        consumer.updateBeginningOffsets(Map.of(P0, 0L));
        consumer.commitSync(Map.of(P0, new OffsetAndMetadata(0)));
        ConsumeMeters counters = new ConsumeMeters(meters, "test");
        Clock clock = Clock.systemUTC();
        Dispatcher dispatcher = new Dispatcher(Admission.inOrder(), TestLoop.QUICK_RETRY, counters, clock);
        Intake intake = new Intake(dispatcher);
        Committer committer = new Committer(intake, clock);
        Handover handover = new Handover(consumer, intake, committer, Duration.ofDays(1));
        handover.onPartitionsAssigned(List.of(P0));
        dispatcher.offer(List.of(record(P0, 0, "a", "1"), record(P0, 1, "b", "2")));
        List<Task> running = take(dispatcher);
        dispatcher.complete(running.get(0));
        running = take(dispatcher);
        handover.onPartitionsRevoked(List.of());
        handover.onPartitionsLost(List.of(P0));
        assertThat(running.get(0).cancelled()).isTrue();
        assertThat(consumer.committed(Set.of(P0)).get(P0).offset()).isZero();
        assertThat(dispatcher.assigned()).isEmpty();
    }

    @Test
    void whatWasGivenUpIsNotWaitedForOnceMore() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        consumer.assign(List.of(P0));
        consumer.updateBeginningOffsets(Map.of(P0, 0L));
        ConsumeMeters counters = new ConsumeMeters(meters, "test");
        Clock clock = Clock.systemUTC();
        Dispatcher dispatcher = new Dispatcher(Admission.inOrder(), TestLoop.QUICK_RETRY, counters, clock);
        Intake intake = new Intake(dispatcher);
        Committer committer = new Committer(intake, clock);
        Handover handover = new Handover(consumer, intake, committer, Duration.ofDays(1));
        handover.onPartitionsAssigned(List.of(P0));
        dispatcher.offer(List.of(record(P0, 0, "a", "1")));
        List<Task> running = take(dispatcher);
        dispatcher.forget(List.of(P0));

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> handover.onPartitionsRevoked(List.of(P0)));

        assertThat(running.get(0).cancelled()).isTrue();
    }

    private static List<Task> take(Dispatcher dispatcher) {
        try {
            return dispatcher.take(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anErrorOnThePollThreadTakesTheLoopDown() {
        ConsumeLoop.Plan plan = TestLoop.plan("none:1", "group", "topic", TestLoop.settings(1, 10, 1), meters);
        loop = new ConsumeLoop(
                plan,
                Admission.inOrder(),
                batch -> Map.of(),
                1,
                () -> {
                    throw new LinkageError("half a client");
                },
                this::outlet,
                this::outside);
        loop.start();
        await().until(() -> loop.health().broken());
        assertThat(loop.health().detail()).contains("half a client");
    }

    @Test
    void aDeadLetterThatCannotBePublishedIsPublishedLaterAndTheHandlerIsNotAskedAgain() {
        AtomicInteger calls = new AtomicInteger();
        deadLetterFailures.set(3);
        MockConsumer<byte[], byte[]> consumer = start(delivery -> {
            if (new String(delivery.value(), UTF_8).equals("bad")) {
                calls.incrementAndGet();
                throw new RejectedRecordException("BAD", "", "x".repeat(5_000), null);
            }
            see(delivery);
        });
        poll(consumer, 0, "bad");
        poll(consumer, 1, "good");
        await().until(() -> seen.contains("good"));
        assertThat(calls).hasValue(1);
        assertThat(dead).hasSize(1);
        assertThat(dead.peek().topic()).isEqualTo("topic.dead-letter");
        assertThat(dead.peek().headers().lastHeader("dupcheck-error-message").value())
                .hasSize(1_000);
        await().until(() -> TestLoop.inFlight(meters) == 0);
        assertThat(TestLoop.count(meters, "retried")).isEqualTo(3);
        assertThat(TestLoop.count(meters, "dead_lettered")).isEqualTo(1);
        assertThat(TestLoop.balanced(meters)).isTrue();
    }

    @Test
    void aHandlerThatHearsNothingIsLeftBehindAndItsOffsetIsNotCommitted() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ConsumeLoop.Plan plan = TestLoop.plan(
                "none:1",
                "group",
                "topic",
                new ConsumeSettings(1, 10, 1, TestLoop.QUICK_RETRY, Duration.ofMillis(10)),
                meters);
        loop = new ConsumeLoop(
                plan,
                Admission.inOrder(),
                batch -> {
                    running.countDown();
                    never.await(); // ends by the interrupt only
                    return Map.of();
                },
                1,
                this::open,
                this::outlet,
                this::outside);
        assertThat(loop.health().detail()).contains("not started");
        loop.start();
        await().until(() -> !consumers.isEmpty());
        MockConsumer<byte[], byte[]> consumer = consumers.peek();
        poll(consumer, 0, "1");
        running.await();
        loop.close();
        assertThat(TestLoop.count(meters, "retried")).isEqualTo(1);
        assertThat(TestLoop.inFlight(meters)).isZero();
        assertThat(loop.health().detail()).isEqualTo("stopped");
    }
}
