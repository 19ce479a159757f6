package org.dupcheck.runtime.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.jspecify.annotations.Nullable;

/** A publisher on one producer. */
public final class KafkaRecordPublisher implements RecordPublisher {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final SendBuffer buffer;
    private final AutoCloseable metrics;

    KafkaRecordPublisher(Producer<byte[], byte[]> producer, AutoCloseable metrics) {
        this.producer = producer;
        this.buffer = new SendBuffer(producer);
        this.metrics = metrics;
    }

    /** As {@link RecordPublisher#open}. */
    public static KafkaRecordPublisher open(KafkaSettings settings, String clientId, MeterRegistry meters) {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaProperties.producer(settings, clientId), new ByteArraySerializer(), new ByteArraySerializer());
        KafkaClientMetrics metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(meters);
        return new KafkaRecordPublisher(producer, metrics);
    }

    @Override
    public CompletableFuture<Void> publish(
            String topic, String key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return publish(record);
    }

    /** Publishes a record as it is, under any key and with any headers. As the other, otherwise. */
    public CompletableFuture<Void> publish(ProducerRecord<byte[], byte[]> record) {
        if (!buffer.hasRoomFor(bytes(record))) {
            return CompletableFuture.failedFuture(new RetryLaterException(
                    "cannot publish to " + record.topic() + ": too much waits for the brokers already", null));
        }
        CompletableFuture<Void> published = new CompletableFuture<>();
        try {
            // the callback tells all that the producer's own future would
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    published.complete(null);
                } else {
                    published.completeExceptionally(translate(record.topic(), failure));
                }
            });
        } catch (RuntimeException e) {
            published.completeExceptionally(translate(record.topic(), e));
        }
        return published;
    }

    private static int bytes(ProducerRecord<byte[], byte[]> record) {
        return (record.key() == null ? 0 : record.key().length) + (record.value() == null ? 0 : record.value().length);
    }

    private static RuntimeException translate(String topic, Exception failure) {
        boolean hopeless = failure instanceof RecordTooLargeException
                || failure instanceof SerializationException
                || failure instanceof InvalidTopicException;
        if (hopeless) {
            return (RuntimeException) failure;
        }
        String remedy = failure instanceof AuthenticationException || failure instanceof AuthorizationException
                ? " (check the client's credentials and rights)"
                : "";
        String kind = failure instanceof ApiException ? failure.getMessage() : failure.toString();
        return new RetryLaterException("cannot publish to " + topic + ": " + kind + remedy, failure);
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
        try {
            metrics.close();
        } catch (Exception e) {
            throw new IllegalStateException("metrics of the producer do not close", e);
        }
    }
}
