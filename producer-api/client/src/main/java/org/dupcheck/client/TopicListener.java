package org.dupcheck.client;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dupcheck.contract.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a listener, the only one that touches the consumer: poll, hand out, keep the place. Records wait in
 * {@link PendingRecords} between the poll and their last try. Hand-outs end after a second, so that polls come in time to
 * keep the membership of the group.
 */
final class TopicListener {
    private static final Logger log = LoggerFactory.getLogger(TopicListener.class);
    private static final long POLL_MILLIS = 500;
    private static final long HAND_OUT_MILLIS = 1_000;
    private static final Retries RECONNECTS = Retries.DEFAULT;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RecordAttempt<?> attempt;
    private final Clock clock;
    private final Duration closeTimeout;
    private final Counters counters = new Counters();
    private final PendingRecords pending;
    private final FlowControl flow;
    private final Membership membership;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private int troubles;

    /** @param consumers called once at once, so that a wrong property is told to the caller */
    <T extends Message> TopicListener(
            String name,
            String topic,
            ListenerBuilder<?> builder,
            Class<T> type,
            RecordAttempt.Taker<T> taker,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
        this.clock = builder.clock;
        this.closeTimeout = builder.closeTimeout;
        this.attempt = new RecordAttempt<>(type, taker, builder, counters);
        this.pending = new PendingRecords(clock, counters);
        this.flow = new FlowControl(pending);
        this.membership = builder.groupId == null ? new AllPartitions(topic) : new GroupMembership(topic, pending);
        Consumer<byte[], byte[]> first = consumers.get();
        this.thread = new Thread(() -> runAndTell(first), name);
        thread.setDaemon(true);
    }

    static Supplier<Consumer<byte[], byte[]>> consumers(ListenerBuilder<?> builder) {
        Map<String, Object> properties = builder.consumerProperties();
        return () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void begin() {
        thread.start();
    }

    CompletableFuture<Void> ready() {
        return ready.copy();
    }

    CompletableFuture<Void> ended() {
        return ended.copy();
    }

    ListenerCounts counts() {
        return counters.now();
    }

    private void runAndTell(Consumer<byte[], byte[]> first) {
        try {
            run(first);
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            log.error("{} has ended and hears nothing from now on", thread.getName(), e);
            ready.completeExceptionally(e);
            ended.completeExceptionally(e);
        }
    }

    private void run(Consumer<byte[], byte[]> first) {
        @Nullable Consumer<byte[], byte[]> next = first;
        while (!stopping()) {
            try (Consumer<byte[], byte[]> consumer = next == null ? consumers.get() : next) {
                current = consumer;
                listen(consumer);
            } catch (WakeupException e) {
                log.debug("woken up to stop");
            } catch (RuntimeException e) {
                // not Kafka's own exceptions only: a consumer whose partition has just gone throws an IllegalState
                log.warn("{} lost its brokers and starts again: {}", thread.getName(), e.toString());
            } finally {
                current = null;
                next = null;
                pending.dropAll();
            }
            troubles++;
            pause();
        }
        ready.cancel(false);
    }

    private void listen(Consumer<byte[], byte[]> consumer) {
        try {
            membership.join(consumer);
            while (!stopping()) {
                membership.refresh(consumer);
                pending.offer(consumer.poll(Duration.ofMillis(Math.min(POLL_MILLIS, pending.millisToNext()))));
                troubles = 0;
                tellReady(consumer);
                handOut();
                flow.adjust(consumer);
                membership.keep(consumer, pending.committable());
            }
        } catch (WakeupException e) {
            log.debug("woken up to stop");
        }
        membership.leave(consumer, pending.committable());
    }

    private void tellReady(Consumer<byte[], byte[]> consumer) {
        if (!ready.isDone() && !consumer.assignment().isEmpty()) {
            consumer.assignment().forEach(partition -> consumer.position(partition, Membership.REQUEST_TIMEOUT));
            ready.complete(null);
        }
    }

    private void handOut() {
        long begin = clock.millis();
        while (!stopping() && Math.abs(clock.millis() - begin) < HAND_OUT_MILLIS) {
            PendingRecord record = pending.next();
            if (record == null) {
                return;
            }
            attempt.hand(record, pending);
        }
    }

    private void pause() {
        try {
            boolean unused = stop.await(RECONNECTS.pauseMillis(troubles), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop.countDown(); // nobody interrupts this thread but to end it
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    void close() {
        stop.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (Thread.currentThread() == thread) {
            return; // the callback closes its own listener
        }
        try {
            thread.join(closeTimeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
