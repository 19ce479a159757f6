package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.junit.jupiter.api.Test;

/** Records that cannot be handled, and brokers that lack what is asked for: nothing is lost, and nothing held up. */
final class ConsumeLoopFailureTest extends LoopTest {
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
    void aRecordOfABatchThatFailsIsTheOnlyOneThatIsNotDone() {
        ConcurrentLinkedQueue<List<String>> done = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 50; i++) {
            publish("key-" + i % 5, i == 17 ? "poison" : "" + i);
        }
        start(ConsumeLoop.inOrderBatches(plan(1, 100, 20), batch -> {
            Map<Delivery, Throwable> failures = new HashMap<>();
            List<String> values = new ArrayList<>();
            for (Delivery delivery : batch) {
                if (text(delivery).equals("poison")) {
                    failures.put(delivery, new RejectedRecordException("BAD", "", "poison", null));
                } else {
                    values.add(text(delivery));
                }
            }
            done.add(values);
            return failures;
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

    /** What failed behind another one of its key keeps its place and has all of its tries left. */
    @Test
    void whatFollowsAFailedRecordOfItsKeyWaitsForItAndLosesNoTry() {
        ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
        AtomicInteger tries = new AtomicInteger();
        for (String value : List.of("a1", "poison", "a2", "a3")) {
            publish("a", value);
        }
        publish("b", "b1");
        start(ConsumeLoop.inOrderBatches(plan(1, 100, 20), batch -> {
            Map<Delivery, Throwable> failures = new HashMap<>();
            for (Delivery delivery : batch) {
                boolean poison = text(delivery).equals("poison");
                if (poison) {
                    tries.incrementAndGet();
                }
                if (poison || (text(delivery).startsWith("a") && !failures.isEmpty())) {
                    failures.put(delivery, new IllegalStateException("bad"));
                } else {
                    done.add(text(delivery));
                }
            }
            return failures;
        }));
        awaitIdle(4);
        assertThat(done).containsOnlyOnce("a1", "a2", "a3", "b1").containsSubsequence("a1", "a2", "a3");
        assertThat(tries).hasValue(TestLoop.QUICK_RETRY.maxAttempts());
        assertThat(deadLetters(1)).hasSize(1);
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

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
