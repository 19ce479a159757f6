package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.KafkaRecordPublisher;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.KafkaService;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class ConsumeLoopTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ConsumeLoop> loops = new ArrayList<>();
    private final List<CompletableFuture<Void>> published = new ArrayList<>();
    private String brokers;
    private TestTopics topics;
    private String topic;
    private String group;
    private RecordPublisher publisher;

    @BeforeEach
    void connect(KafkaService kafka, TestTopics topics, TestInfo test) {
        this.brokers = kafka.bootstrapServers();
        this.topics = topics;
        String name = test.getTestMethod().orElseThrow().getName();
        this.topic = topics.create(name, 4);
        topics.create(name + ".dead-letter", 1);
        this.group = topic;
        this.publisher = RecordPublisher.open(KafkaSettings.of(brokers), "test", new SimpleMeterRegistry());
    }

    @AfterEach
    void stop() {
        loops.forEach(ConsumeLoop::close);
        publisher.close();
    }

    @Test
    void recordsOfAKeyAreHandledInTheOrderOfTheLogAndNeverTwoAtOnce() {
        Map<String, List<String>> seen = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        AtomicInteger overlaps = new AtomicInteger();
        for (int i = 0; i < 400; i++) {
            publish("key-" + i % 10, "" + i);
        }
        start(ConsumeLoop.inOrder(plan(4, 100, 1), delivery -> {
            AtomicInteger now = running.computeIfAbsent(delivery.key(), key -> new AtomicInteger());
            if (now.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            seen.computeIfAbsent(delivery.key(), key -> new ArrayList<>()).add(text(delivery));
            now.decrementAndGet();
        }));
        awaitIdle(400);
        assertThat(overlaps).hasValue(0);
        for (int key = 0; key < 10; key++) {
            int first = key;
            assertThat(seen.get("key-" + key))
                    .isEqualTo(IntStream.range(0, 40)
                            .mapToObj(i -> "" + (first + i * 10))
                            .toList());
        }
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersUnchangedAndItsNeighboursGoOn() {
        CountDownLatch neighbours = new CountDownLatch(20);
        start(ConsumeLoop.inOrder(plan(2, 100, 1), delivery -> {
            if (text(delivery).equals("poison")) {
                throw new RejectedRecordException("TEXT_EMPTY", "sections[0].text", "the text is empty", null);
            }
            neighbours.countDown();
        }));
        publisher
                .publish(topic, "a", "poison".getBytes(UTF_8), Map.of("ce-id", "1"))
                .join();
        for (int i = 0; i < 20; i++) {
            publish("a", "fine");
        }
        awaitIdle(20);
        assertThat(neighbours.getCount()).isZero();
        ConsumerRecord<String, byte[]> dead = deadLetters(1).get(0);
        assertThat(dead.key()).isEqualTo("a");
        assertThat(new String(dead.value(), UTF_8)).isEqualTo("poison");
        assertThat(header(dead, "ce-id")).isEqualTo("1");
        assertThat(header(dead, "dupcheck-error-code")).isEqualTo("TEXT_EMPTY");
        assertThat(header(dead, "dupcheck-error-path")).isEqualTo("sections[0].text");
        assertThat(header(dead, "dupcheck-error-message")).isEqualTo("the text is empty");
        assertThat(header(dead, "dupcheck-source-topic")).isEqualTo(topic);
        assertThat(header(dead, "dupcheck-source-partition")).matches("[0-3]");
        assertThat(header(dead, "dupcheck-source-offset")).isEqualTo("0");
        assertThat(header(dead, "dupcheck-attempts")).isEqualTo("1");
        assertThat(header(dead, "dupcheck-failed-at")).startsWith("20").endsWith("Z");
    }

    @Test
    void aFailingRecordIsTriedAgainUpToTheLimitWhileOtherKeysGoOnAndItsOwnKeyWaits() {
        List<String> seen = new ArrayList<>();
        List<Boolean> last = new ArrayList<>();
        CountDownLatch others = new CountDownLatch(10);
        start(ConsumeLoop.inOrder(plan(2, 100, 1), delivery -> {
            if (delivery.key().equals("bad")) {
                seen.add(text(delivery) + "#" + delivery.attempt());
                if (text(delivery).equals("first")) {
                    last.add(delivery.lastAttempt());
                    throw new IllegalStateException("cannot");
                }
            } else {
                others.countDown();
            }
        }));
        publish("bad", "first");
        publish("bad", "second");
        for (int i = 0; i < 10; i++) {
            publish("good-" + i, "x");
        }
        awaitIdle(11);
        assertThat(others.getCount()).isZero();
        assertThat(seen).containsExactly("first#1", "first#2", "first#3", "second#1");
        assertThat(last).containsExactly(false, false, true);
        assertThat(TestLoop.count(meters, "retried")).isEqualTo(2);
        ConsumerRecord<String, byte[]> dead = deadLetters(1).get(0);
        assertThat(header(dead, "dupcheck-error-code")).isEqualTo("PROCESSING_FAILED");
        assertThat(header(dead, "dupcheck-attempts")).isEqualTo("3");
    }

    @Test
    void whatIsAwayIsWaitedForBeyondAnyLimit() {
        AtomicInteger tries = new AtomicInteger();
        start(ConsumeLoop.inOrder(plan(2, 100, 1), delivery -> {
            if (tries.incrementAndGet() <= 8) {
                throw new ExecutionException(new RetryLaterException("the database is away", null));
            }
        }));
        publish("a", "x");
        awaitIdle(1);
        assertThat(TestLoop.count(meters, "retried")).isEqualTo(8);
        assertThat(TestLoop.count(meters, "dead_lettered")).isZero();
    }

    @Test
    void aNewerRecordStopsTheRunningOneAndReplacesTheWaitingOne() throws InterruptedException {
        List<String> finished = new ArrayList<>();
        CountDownLatch running = new CountDownLatch(1);
        start(ConsumeLoop.superseding(plan(2, 100, 1), TestLoop::byNumber, delivery -> {
            if (text(delivery).equals("1")) {
                running.countDown();
                await().until(delivery::cancelled);
                assertThat(delivery.superseded()).isTrue();
                delivery.throwIfCancelled();
            }
            finished.add(text(delivery));
        }));
        publish("a", "1");
        running.await();
        List.of("2", "3", "1", "4").forEach(value -> publish("a", value));
        await().until(() -> TestLoop.count(meters, "received") == 5);
        awaitIdle(1);
        assertThat(finished).containsExactly("4");
        assertThat(TestLoop.count(meters, "superseded")).isEqualTo(4);
    }

    @Test
    void aBatchThatFailsIsHandedInAgainRecordByRecord() {
        ConcurrentLinkedQueue<List<String>> done = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 50; i++) {
            publish("key-" + i % 5, i == 17 ? "poison" : "" + i);
        }
        start(ConsumeLoop.inOrderBatches(plan(1, 100, 20), batch -> {
            List<String> values = batch.stream().map(ConsumeLoopTest::text).toList();
            if (values.contains("poison")) {
                throw new RejectedRecordException("BAD", "", "poison", null);
            }
            done.add(values);
        }));
        awaitIdle(49);
        List<String> flat = done.stream().flatMap(List::stream).toList();
        assertThat(flat).doesNotHaveDuplicates().hasSize(49);
        assertThat(done).anyMatch(batch -> batch.size() > 1);
        for (int key = 0; key < 5; key++) {
            int of = key;
            assertThat(flat.stream()
                            .mapToInt(Integer::parseInt)
                            .filter(i -> i % 5 == of)
                            .boxed())
                    .isSorted();
        }
        assertThat(deadLetters(1)).hasSize(1);
    }

    @Test
    void partitionsPauseWhenEnoughIsInFlightAndResume() {
        CountDownLatch gate = new CountDownLatch(1);
        for (int i = 0; i < 300; i++) {
            publish("key-" + i, "" + i);
        }
        start(ConsumeLoop.inOrder(plan(2, 20, 1), delivery -> gate.await()));
        await().until(() ->
                meters.get("dupcheck.consume.paused_partitions").gauge().value() == 4);
        // at most twice the bound, and one poll of at most the bound
        assertThat(TestLoop.inFlight(meters)).isBetween(20L, 59L);
        gate.countDown();
        awaitIdle(300);
        await().until(() ->
                meters.get("dupcheck.consume.paused_partitions").gauge().value() == 0);
    }

    @Test
    void closeWaitsForRunningWorkCommitsItAndTheNextOneGoesOnBehindIt() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        List<String> first = new ArrayList<>();
        ConsumeLoop loop = start(ConsumeLoop.inOrder(plan(1, 100, 1), delivery -> {
            running.countDown();
            gate.await();
            first.add(text(delivery));
        }));
        publish("a", "1");
        publish("a", "2");
        running.await();
        Thread closer = new Thread(loop::close, "closer");
        closer.start();
        await().until(() -> TestLoop.inFlight(meters) == 1); // what waited is dropped, what runs is waited for
        gate.countDown();
        closer.join();
        assertThat(first).containsExactly("1");
        assertThat(committed().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1);
        List<String> second = new ArrayList<>();
        start(ConsumeLoop.inOrder(
                TestLoop.plan(brokers, group, topic, TestLoop.settings(1, 100, 1)),
                delivery -> second.add(text(delivery))));
        await().until(() -> second.equals(List.of("2")));
    }

    @Test
    void closeCancelsWhatDoesNotEndInTimeAndLeavesItToTheNext() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        ConsumeSettings impatient = new ConsumeSettings(1, 100, 1, TestLoop.QUICK_RETRY, Duration.ofMillis(100));
        ConsumeLoop loop =
                start(ConsumeLoop.inOrder(TestLoop.plan(brokers, group, topic, impatient, meters), delivery -> {
                    running.countDown();
                    await().until(delivery::cancelled);
                    assertThat(delivery.superseded()).isFalse();
                    delivery.throwIfCancelled();
                }));
        publish("a", "1");
        running.await();
        loop.close();
        loop.close();
        assertThat(committed().values().stream().mapToLong(Long::longValue).sum())
                .isZero();
        assertThat(TestLoop.balanced(meters)).isTrue();
        assertThat(loop.health().up()).isFalse();
    }

    @Test
    void anErrorCompletesNothingAndTakesTheLoopDown() {
        ConsumeLoop loop = start(ConsumeLoop.inOrder(plan(2, 100, 1), delivery -> {
            throw new LinkageError("half a deployment");
        }));
        await().until(() -> loop.health().up());
        publish("a", "1");
        await().until(() -> loop.health().broken());
        assertThat(loop.health().detail()).contains("half a deployment");
        await().untilAsserted(() -> assertThat(TestLoop.inFlight(meters)).isZero());
        loop.close();
        assertThat(committed().values().stream().mapToLong(Long::longValue).sum())
                .isZero();
    }

    @Test
    void aStackOverflowIsTheRecordsOwnFault() {
        start(ConsumeLoop.inOrder(plan(2, 100, 1), delivery -> {
            if (text(delivery).equals("deep")) {
                throw new StackOverflowError();
            }
        }));
        publish("a", "deep");
        publish("a", "flat");
        awaitIdle(1);
        assertThat(deadLetters(1)).hasSize(1);
    }

    @Test
    void recordsWithoutAReadableKeyAreHandledToo() {
        try (KafkaRecordPublisher raw =
                KafkaRecordPublisher.open(KafkaSettings.of(brokers), "raw", new SimpleMeterRegistry())) {
            raw.publish(new ProducerRecord<>(topic, new byte[] {(byte) 0xC3, 0x28}, "broken key".getBytes(UTF_8)))
                    .join();
            raw.publish(new ProducerRecord<>(topic, null, "no key".getBytes(UTF_8)))
                    .join();
            raw.publish(new ProducerRecord<>(topic, "a".getBytes(UTF_8), null)).join();
        }
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        start(ConsumeLoop.superseding(
                plan(2, 100, 1),
                TestLoop::byNumber,
                delivery -> seen.add(delivery.key() + "=" + (delivery.value() == null ? "null" : text(delivery)))));
        awaitIdle(3);
        assertThat(seen).containsExactlyInAnyOrder("null=broken key", "null=no key", "a=null");
    }

    @Test
    void whatATopicLetsInIsHandledAndWhatIsTooLargeForTheHandlerReachesTheDeadLetters() {
        Map<String, String> large = Map.of("max.message.bytes", Integer.toString(9 << 20));
        String big = topics.create("big", 1, large);
        topics.create("big.dead-letter", 1, large);
        AtomicInteger length = new AtomicInteger();
        start(ConsumeLoop.inOrder(TestLoop.plan(brokers, group, big, TestLoop.settings(1, 10, 1), meters), delivery -> {
            if (delivery.value().length > 4 << 20) {
                throw new RejectedRecordException("MESSAGE_TOO_LARGE", "", "4 MiB at most", null);
            }
            length.set(delivery.value().length);
        }));
        publisher.publish(big, "a", new byte[8 << 20], Map.of()).join();
        publisher.publish(big, "a", new byte[4 << 20], Map.of()).join();
        await().until(() -> length.get() == 4 << 20);
        assertThat(topics.read(big + ".dead-letter"))
                .singleElement()
                .satisfies(dead -> assertThat(dead.value()).hasSize(8 << 20));
    }

    @Test
    void offsetsThatAreGoneFromTheLogAreReportedAndReadingGoesOnAtTheEarliest() throws Exception {
        List<String> seen = new ArrayList<>();
        publish("a", "1");
        publish("a", "2");
        ConsumeLoop loop = start(ConsumeLoop.inOrder(plan(1, 100, 1), delivery -> seen.add(text(delivery))));
        awaitIdle(2);
        loop.close();
        for (int i = 3; i <= 6; i++) {
            publish("a", "" + i);
        }
        published();
        TopicPartition partition = committed().entrySet().stream()
                .filter(entry -> entry.getValue() == 2)
                .findAny()
                .orElseThrow()
                .getKey();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();
        }
        SimpleMeterRegistry second = new SimpleMeterRegistry();
        start(ConsumeLoop.inOrder(
                TestLoop.plan(brokers, group, topic, TestLoop.settings(1, 100, 1), second),
                delivery -> seen.add(text(delivery))));
        await().until(() -> seen.equals(List.of("1", "2", "5", "6")));
        assertThat(TestLoop.count(second, "offset_resets")).isEqualTo(1);
    }

    @Test
    void aGroupThatStartsAtTheLatestMissesWhatWasBeforeAndNothingAfter() {
        publish("a", "before");
        List<String> seen = new ArrayList<>();
        ConsumeSettings latest = new ConsumeSettings(
                1, 100, 1, TestLoop.QUICK_RETRY, Duration.ofSeconds(5), ConsumeSettings.FirstStart.LATEST);
        start(ConsumeLoop.inOrder(
                TestLoop.plan(brokers, group, topic, latest, meters), delivery -> seen.add(text(delivery))));
        await().until(() -> committed().size() == 4);
        publish("a", "after");
        awaitIdle(1);
        assertThat(seen).containsExactly("after");
    }

    private ConsumeLoop.Plan plan(int workers, int maxInFlight, int maxBatch) {
        return TestLoop.plan(brokers, group, topic, TestLoop.settings(workers, maxInFlight, maxBatch), meters);
    }

    private ConsumeLoop start(ConsumeLoop loop) {
        published();
        loops.add(loop);
        loop.start();
        return loop;
    }

    /** In the order of the calls; all are there once {@link #published} has returned. */
    private void publish(String key, String value) {
        published.add(publisher.publish(topic, key, value.getBytes(UTF_8), Map.of()));
    }

    private void published() {
        published.forEach(CompletableFuture::join);
    }

    /** Until so many have succeeded and nothing is in flight; then the law must hold. */
    private void awaitIdle(int succeeded) {
        await().untilAsserted(() -> {
            assertThat(TestLoop.count(meters, "succeeded")).isEqualTo(succeeded);
            assertThat(TestLoop.inFlight(meters)).isZero();
        });
        assertThat(TestLoop.balanced(meters)).isTrue();
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(int number) {
        return topics.readUntil(topic + ".dead-letter", Duration.ofSeconds(10), records -> records.size() >= number);
    }

    private Map<TopicPartition, Long> committed() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Map<TopicPartition, Long> offsets = new ConcurrentHashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
            return offsets;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Delivery delivery) {
        return new String(delivery.value(), UTF_8);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
