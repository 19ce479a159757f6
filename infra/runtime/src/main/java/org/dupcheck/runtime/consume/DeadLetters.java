package org.dupcheck.runtime.consume;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.dupcheck.runtime.deadletter.ErrorHeaders;
import org.dupcheck.runtime.failure.Failures;
import org.jspecify.annotations.Nullable;

/** Publishes records that cannot be processed, unchanged, with the reason in further headers. Thread-safe. */
final class DeadLetters implements AutoCloseable {
    private final Supplier<Outlet> opener;
    private final String suffix;
    private final Clock clock;
    private @Nullable Outlet outlet;

    /** Where they go. */
    interface Outlet extends AutoCloseable {
        /** The future completes once all replicas in sync have the record. */
        CompletableFuture<Void> publish(ProducerRecord<byte[], byte[]> dead);

        @Override
        void close();
    }

    /** @param opener called at the first dead letter: most loops never have one */
    DeadLetters(Supplier<Outlet> opener, String suffix, Clock clock) {
        this.opener = opener;
        this.suffix = suffix;
        this.clock = clock;
    }

    /**
     * Returns once the brokers have it.
     *
     * @throws RuntimeException where they do not: the record must not count as done
     */
    void publish(Task task, DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> source = task.consumed();
        ProducerRecord<byte[], byte[]> dead =
                new ProducerRecord<>(source.topic() + suffix, null, source.key(), source.value(), source.headers());
        headers(task, letter).forEach((name, value) -> add(dead.headers(), name, value));
        Failures.join(outlet().publish(dead));
    }

    private synchronized Outlet outlet() {
        if (outlet == null) {
            outlet = opener.get();
        }
        return outlet;
    }

    @Override
    public synchronized void close() {
        if (outlet != null) {
            outlet.close();
        }
    }

    private Map<String, String> headers(Task task, DeadLetter letter) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(ErrorHeaders.CODE, letter.code());
        headers.put(ErrorHeaders.PATH, letter.path());
        headers.put(ErrorHeaders.MESSAGE, letter.message());
        headers.put(ErrorHeaders.SOURCE_TOPIC, task.topic());
        headers.put(ErrorHeaders.SOURCE_PARTITION, Integer.toString(task.partition()));
        headers.put(ErrorHeaders.SOURCE_OFFSET, Long.toString(task.offset()));
        headers.put(ErrorHeaders.ATTEMPTS, Integer.toString(task.attempt()));
        headers.put(ErrorHeaders.FAILED_AT, clock.instant().toString());
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
