package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dupcheck.runtime.kafka.KafkaRecordPublisher;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.junit.jupiter.api.Test;

/** Order, superseding, back pressure and the end of a loop. */
final class ConsumeLoopTest extends LoopTest {
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
}
