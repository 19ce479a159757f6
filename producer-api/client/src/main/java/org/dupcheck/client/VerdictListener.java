package org.dupcheck.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.VerdictEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the events of {@code dupcheck.verdicts} to a callback, one at a time, on a thread of its own.
 *
 * <pre>{@code
 * VerdictListener listener = VerdictListener.builder("broker:9092", event -> store(event)).groupId("projects").start();
 * }</pre>
 *
 * <p><b>At least once</b> (with a group): an event counts as heard when the callback has returned; after a crash, a
 * take-over or an exception it comes again. An event can also be published twice. So the callback must not mind a
 * repetition; business key, revision and state name an event. Events of one business document come in order. An
 * exception from the callback is logged, and the event handed in again, after a pause growing to 10 seconds, until the
 * callback takes it; meanwhile the events behind it in its partition wait, the others go on. What cannot be read (a
 * message of no known kind) is logged and passed over.
 *
 * <p>Outages of the brokers are waited out, however long they take. An {@link Error} ends the listener, and {@link #ended}
 * tells. Thread-safe.
 */
public final class VerdictListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VerdictListener.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long MAX_PAUSE_MILLIS = 10_000;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final java.util.function.Consumer<VerdictEvent> callback;
    private final String topic;
    private final boolean grouped;
    private final Duration closeTimeout;
    private final JsonCodec codec = new JsonCodec();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;

    /** The next offset of each partition; without a group, where to go on after the consumer had to be replaced. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    /** Whether every partition there was at the start has its place. */
    private boolean placed;

    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    VerdictListener(VerdictListenerBuilder builder, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
        this.callback = builder.callback;
        this.topic = builder.topics.verdicts();
        this.grouped = builder.groupId != null;
        this.closeTimeout = builder.closeTimeout;
        Consumer<byte[], byte[]> first = consumers.get(); // here, so that a wrong property is told to the caller
        this.thread = new Thread(() -> runAndTell(first), "dupcheck-verdict-listener");
        thread.setDaemon(true);
    }

    /**
     * @param bootstrapServers some brokers' addresses
     * @param callback called for every event, never twice at once
     */
    public static VerdictListenerBuilder builder(
            String bootstrapServers, java.util.function.Consumer<VerdictEvent> callback) {
        return new VerdictListenerBuilder(bootstrapServers, callback);
    }

    static VerdictListener start(VerdictListenerBuilder builder) {
        Map<String, Object> properties = builder.consumerProperties();
        VerdictListener listener = new VerdictListener(
                builder,
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        listener.begin();
        return listener;
    }

    void begin() {
        thread.start();
    }

    /**
     * Completes once the listener has its partitions and its place in them: every event published from then on will be
     * heard. With a group, an instance that gets no partition (there are more instances than partitions) never is ready.
     */
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    /**
     * Completes when the listener has ended: normally after {@link #close}, and exceptionally with the {@link Error} that
     * ended it (of the callback's, say). It hears nothing from then on; start another one, or the process anew.
     */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    private void runAndTell(Consumer<byte[], byte[]> first) {
        try {
            run(first);
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            log.error("the verdict listener has ended and hears nothing from now on", e);
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
                log.warn("the verdict listener lost its brokers and starts again: {}", e.toString());
            } finally {
                current = null;
                next = null;
            }
            pause();
        }
        ready.cancel(false);
    }

    private void listen(Consumer<byte[], byte[]> consumer) {
        if (grouped) {
            consumer.subscribe(List.of(topic));
        } else {
            assignAll(consumer);
        }
        while (!stopping()) {
            if (!grouped
                    && consumer.partitionsFor(topic).size()
                            > consumer.assignment().size()) {
                assignAll(consumer); // partitions were added
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!consumer.assignment().isEmpty() && !ready.isDone()) {
                consumer.assignment().forEach(partition -> consumer.position(partition, REQUEST_TIMEOUT));
                ready.complete(null);
            }
            boolean taken = handOut(consumer, records);
            if (taken) {
                pauseMillis = FIRST_PAUSE_MILLIS;
            } else {
                pause();
            }
        }
    }

    /** Takes all partitions: at the end the first time, later where it was; those added since, from their beginning. */
    private void assignAll(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, REQUEST_TIMEOUT).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long position = positions.get(partition);
            if (position == null) {
                if (placed) {
                    consumer.seekToBeginning(List.of(partition));
                } else {
                    consumer.seekToEnd(List.of(partition));
                }
                positions.put(partition, consumer.position(partition, REQUEST_TIMEOUT));
            } else {
                consumer.seek(partition, position);
            }
        }
        placed = true;
    }

    /** Whether the callback took all of them; where it did not take one, its partition is set back to that one. */
    private boolean handOut(Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        boolean all = true;
        Map<TopicPartition, OffsetAndMetadata> heard = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (stopping() || !taken(record)) {
                    all = false;
                    consumer.seek(partition, record.offset());
                    break;
                }
                positions.put(partition, record.offset() + 1);
                heard.put(partition, new OffsetAndMetadata(record.offset() + 1));
            }
        }
        if (grouped && !heard.isEmpty()) {
            consumer.commitSync(heard, REQUEST_TIMEOUT);
        }
        return all;
    }

    private boolean taken(ConsumerRecord<byte[], byte[]> record) {
        VerdictEvent event;
        try {
            String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
            event = codec.read(key, record.value(), VerdictEvent.class);
        } catch (InvalidMessageException e) {
            log.warn(
                    "passed over {}-{}@{}, which is no verdict event: {} at {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.code(),
                    e.path());
            return true;
        }
        try {
            callback.accept(event);
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "the callback did not take the verdict of {} revision {}; it is handed in again in {} ms",
                    event.key(),
                    event.revision(),
                    pauseMillis,
                    e);
            return false;
        }
    }

    private void pause() {
        try {
            boolean unused = stop.await(pauseMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop.countDown(); // nobody interrupts this thread but to end it
        }
        pauseMillis = Math.min(2 * pauseMillis, MAX_PAUSE_MILLIS);
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    /** Stops listening, after the callback that is running, if it ends within the close timeout. May be called twice. */
    @Override
    public void close() {
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
