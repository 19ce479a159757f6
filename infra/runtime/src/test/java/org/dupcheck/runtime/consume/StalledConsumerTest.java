package org.dupcheck.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A consumer that is made dead on purpose: it holds its partitions, says that all is well, and brings nothing. */
final class StalledConsumerTest extends LoopTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** At least once each: what a hung consumer had done and not committed comes again. */
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private final AtomicInteger opened = new AtomicInteger();
    private final CountDownLatch hang = new CountDownLatch(1);
    private final CountDownLatch died = new CountDownLatch(1);
    private volatile boolean dead;

    @AfterEach
    void letTheHungOneEnd() {
        hang.countDown();
    }

    @Test
    void oneThatPollsAndGetsNothingIsReplaced() throws InterruptedException {
        replaced(() -> {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            return ConsumerRecords.empty();
        });
    }

    /** Its partitions come free when the brokers miss its polls, and that is what the next one waits for. */
    @Test
    void oneThatHangsWithinAPollIsReplaced() throws InterruptedException {
        replaced(() -> {
            awaitForEver();
            return ConsumerRecords.empty();
        });
    }

    /** A client that hangs hears no interrupt. */
    private void awaitForEver() {
        while (hang.getCount() > 0) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** What a poll of the dead consumer does. */
    private interface DeadPoll {
        ConsumerRecords<byte[], byte[]> poll();
    }

    private void replaced(DeadPoll deadPoll) throws InterruptedException {
        ConsumeLoop.Plan plan = TestLoop.plan(
                brokers, group, topic, TestLoop.settings(2, 100, 1).withStallTimeout(Duration.ofSeconds(3)), meters);
        ConsumeLoop loop = new ConsumeLoop(
                plan,
                Admission.inOrder(),
                ConsumeLoop.single(delivery -> seen.add(text(delivery))),
                1,
                () -> consumer(deadPoll),
                () -> {
                    throw new IllegalStateException("no dead letters here");
                },
                () -> ConsumeLoop.outside(plan));
        publish("a", "before");
        start(loop);
        await().atMost(PATIENCE).until(() -> seen.contains("before"));
        await().atMost(PATIENCE).until(() -> loop.health().up());

        dead = true;
        died.await(); // the poll under way still brings what is there
        for (int i = 0; i < 20; i++) {
            publish("key" + i, "after" + i);
        }
        published();

        await().atMost(PATIENCE).until(() -> TestLoop.count(meters, "stalls") == 1);
        await().atMost(PATIENCE).until(() -> seen.size() == 21);
        await().atMost(PATIENCE).until(() -> loop.health().up());
        assertThat(opened).hasValue(2);
        await().atMost(PATIENCE)
                .until(() -> meters.get("dupcheck.consume.lag").gauge().value() == 0);
    }

    /** The first one can be made dead; those after it are as they should be. */
    @SuppressWarnings("unchecked")
    private Consumer<byte[], byte[]> consumer(DeadPoll deadPoll) {
        boolean first = opened.incrementAndGet() == 1;
        Consumer<byte[], byte[]> real = new KafkaConsumer<>(
                KafkaProperties.consumer(KafkaSettings.of(brokers), group, "stalling", 100, Duration.ofSeconds(6)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        if (!first) {
            return real;
        }
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Consumer.class}, (proxy, method, arguments) -> {
                    if (dead && method.getName().equals("poll")) {
                        died.countDown();
                        return deadPoll.poll();
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
