package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three loops of one group on eight partitions, restarted one after the other while thousands of records come: nothing is
 * lost, a key's records are handled in order and never two at once, and the counters balance on every instance. After the
 * suite of the same idea in line/decaton.
 */
@ExtendWith(DupcheckServices.class)
final class RollingRestartTest {
    private static final int RECORDS = 6_000;
    private static final int KEYS = 100;
    private static final int INSTANCES = 3;

    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final AtomicReference<String> violation = new AtomicReference<>();

    /** What was done for one key, by whoever. */
    private static final class Key {
        private final AtomicInteger running = new AtomicInteger();
        private volatile int newest = -1;
        private volatile int distinct;
    }

    @Test
    void everyRecordIsHandledInTheOrderOfItsKeyThroughARollingRestart(KafkaService kafka, TestTopics topics) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String topic = topics.create("rolling", 8);
        topics.create("rolling.dead-letter", 1);
        List<SimpleMeterRegistry> registries = new ArrayList<>();
        List<ConsumeLoop> loops = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            loops.add(start(kafka, topic, random.nextLong(), registries));
        }
        int[] next = new int[KEYS];
        try (RecordPublisher publisher =
                RecordPublisher.open(KafkaSettings.of(kafka.bootstrapServers()), "t", new SimpleMeterRegistry())) {
            for (int restarted = 0; restarted < INSTANCES; restarted++) {
                publish(publisher, topic, random, next, RECORDS / (INSTANCES + 1));
                loops.get(restarted).close();
                publish(publisher, topic, random, next, 100);
                loops.set(restarted, start(kafka, topic, random.nextLong(), registries));
            }
            publish(publisher, topic, random, next, RECORDS / (INSTANCES + 1));
        }
        int published = IntStream.of(next).sum();
        await().untilAsserted(() -> assertThat(
                        keys.values().stream().mapToInt(key -> key.distinct).sum())
                .isEqualTo(published));
        loops.forEach(ConsumeLoop::close);
        assertThat(violation).hasValue(null);
        assertThat(registries).allMatch(TestLoop::balanced);
        assertThat(registries).allMatch(registry -> TestLoop.inFlight(registry) == 0);
        long succeeded = registries.stream()
                .mapToLong(registry -> TestLoop.count(registry, "succeeded"))
                .sum();
        // more only by what was done behind a record that waited for its retry when its partition moved
        assertThat(succeeded).isGreaterThanOrEqualTo(published);
    }

    private ConsumeLoop start(KafkaService kafka, String topic, long seed, List<SimpleMeterRegistry> registries) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registries.add(registry);
        Random random = new Random(seed);
        ConsumeLoop loop = ConsumeLoop.inOrder(
                TestLoop.plan(
                        kafka.bootstrapServers(), "rolling-" + topic, topic, TestLoop.settings(4, 300, 1), registry),
                delivery -> handle(delivery, random));
        loop.start();
        return loop;
    }

    private void handle(Delivery delivery, Random random) {
        Key key = keys.computeIfAbsent(String.valueOf(delivery.key()), name -> new Key());
        if (key.running.incrementAndGet() > 1) {
            violation.compareAndSet(null, "two at once for " + delivery.key());
        }
        try {
            if (delivery.attempt() == 1 && random.nextInt(100) == 0) {
                throw new IllegalStateException("fails the first time");
            }
            int number = Integer.parseInt(new String(delivery.value(), UTF_8));
            if (number > key.newest + 1) {
                violation.compareAndSet(null, delivery.key() + ": " + number + " came after " + key.newest);
            }
            if (number == key.newest + 1) {
                key.newest = number;
                key.distinct = number + 1;
            }
        } finally {
            key.running.decrementAndGet();
        }
    }

    private static void publish(RecordPublisher publisher, String topic, Random random, int[] next, int records) {
        List<CompletableFuture<Void>> published = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            int key = random.nextInt(KEYS);
            byte[] value = Integer.toString(next[key]++).getBytes(UTF_8);
            published.add(publisher.publish(topic, "key-" + key, value, Map.of()));
        }
        published.forEach(CompletableFuture::join);
    }
}
