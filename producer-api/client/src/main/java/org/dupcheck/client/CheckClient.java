package org.dupcheck.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.Sender;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.Validator;
import org.jspecify.annotations.Nullable;

/**
 * Publishes submissions, reference events, confirmations and withdrawals.
 *
 * <pre>{@code
 * try (CheckClient client = CheckClient.builder("broker:9092").source("/projects").build()) {
 *     client.submit(Submission.submit("project", "P-1").section("background", text).applicant("u1").build())
 *         .thenAccept(published -> remember(published.revision()));
 * }
 * }</pre>
 *
 * <p><b>Outcome.</b> Everything a call has to say is in its future: {@link Published} once every replica in sync has the
 * record; an {@link org.dupcheck.contract.InvalidMessageException} if the message breaks the contract, in which case
 * nothing was sent; a {@link NotPublishedException} if the brokers refused it or stayed away for two minutes. The
 * client repeats sends by itself; what it repeats is written once, and messages of one key stay in order. (Where a broker
 * has lost count, as on a topic made this very moment, Kafka may write a repeated message twice; it is then the same
 * revision again, which changes nothing.) Futures are completed on the producer's own thread: what is chained to them
 * must not block, or use the {@code …Async} methods.
 *
 * <p><b>Bounds.</b> At most 32 MiB of messages wait for the brokers. While that is full the future fails at once with a
 * {@link NotPublishedException}: send again later ({@link CheckClientBuilder#waitForRoom} makes the call wait instead).
 * The first call for a topic blocks while its partitions are not known yet, for 10 seconds at most; {@link #prepare} does
 * that ahead. Both are Kafka's properties {@code buffer.memory} and {@code max.block.ms}, and can be set.
 *
 * <p>Thread-safe; one client is enough for an application.
 */
public final class CheckClient implements AutoCloseable {
    /** Stands in {@link Submission#revision} for "the next one": the client puts its clock's revision there. */
    public static final long NEXT_REVISION = Submission.NEXT_REVISION;

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final String source;
    private final Clock clock;
    private final RevisionClock revisions;
    private final Duration closeTimeout;
    private final @Nullable SendBuffer buffer;
    private final JsonCodec codec = new JsonCodec();

    CheckClient(CheckClientBuilder builder, Producer<byte[], byte[]> producer) {
        this.producer = producer;
        this.topics = builder.topics;
        this.source = builder.source;
        this.clock = builder.clock;
        this.revisions = new RevisionClock(builder.clock);
        this.closeTimeout = builder.closeTimeout;
        this.buffer = builder.waitsForRoom ? null : new SendBuffer(producer);
    }

    /** @param bootstrapServers some brokers' addresses, as in {@code host:9092,other:9092} */
    public static CheckClientBuilder builder(String bootstrapServers) {
        return new CheckClientBuilder(bootstrapServers);
    }

    static CheckClient open(CheckClientBuilder builder) {
        return new CheckClient(
                builder,
                new KafkaProducer<>(
                        builder.producerProperties(), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Learns the partitions of the topics, so that no later call waits for them. Blocks for {@code max.block.ms} a topic
     * at most.
     *
     * @throws NotPublishedException where the brokers do not tell; calls learn it by themselves then
     */
    public void prepare() {
        for (String topic :
                List.of(topics.submissions(), topics.preChecks(), topics.referenceEvents(), topics.confirmations())) {
            try {
                producer.partitionsFor(topic);
            } catch (KafkaException e) {
                throw new NotPublishedException(topic, e);
            }
        }
    }

    /** Sends a submission for good: verdict, messages, work order; whatever mode it names. */
    public CompletableFuture<Published> submit(Submission submission) {
        return publish(submission.withMode(Mode.SUBMIT));
    }

    /**
     * Sends a document for a verdict alone, whatever mode it names. A pre-check touches no submission of the document, and
     * its revisions are counted apart.
     */
    public CompletableFuture<Published> precheck(Submission document) {
        return publish(document.withMode(Mode.PRECHECK));
    }

    /**
     * As {@link #precheck}, for one section by itself: a newer one supersedes only earlier ones of this section.
     *
     * @param section a submission of exactly one section
     */
    public CompletableFuture<Published> precheckSection(Submission section) {
        if (section.sections().size() != 1) {
            return CompletableFuture.failedFuture(new InvalidMessageException(
                    ErrorCode.INVALID_FIELD, "sections", "exactly one section is expected"));
        }
        CheckKey key = new CheckKey(section.key(), section.sections().get(0).key());
        return preCheck(key, section.withMode(Mode.PRECHECK));
    }

    /**
     * Takes back everything sent so far for {@code key}: the check, its messages, the work order. What was sent before is
     * told by the order of the topic, so that it does not matter by whose clock its revision was made.
     */
    public CompletableFuture<Published> withdraw(BusinessKey key) {
        return withdraw(key, null);
    }

    /**
     * As {@link #withdraw(BusinessKey)}.
     *
     * @param sender for whom it is sent, for the audit log; null where that is not said
     */
    public CompletableFuture<Published> withdraw(BusinessKey key, @Nullable Sender sender) {
        try {
            Validator.check(key);
        } catch (InvalidMessageException e) {
            return CompletableFuture.failedFuture(e);
        }
        String id = key + ":withdrawal:" + nextRevision();
        return send(signed(record(topics.submissions(), key.toString(), null, Submission.class, id), sender), 0);
    }

    /** Sends a submission in the mode it names; {@link #NEXT_REVISION} is replaced. */
    public CompletableFuture<Published> publish(Submission submission) {
        return publish(submission, null);
    }

    /**
     * As {@link #publish(Submission)}.
     *
     * @param sender for whom it is sent; of a withdrawal the audit log tells it. Null where that is not said
     */
    public CompletableFuture<Published> publish(Submission submission, @Nullable Sender sender) {
        if (submission.mode() == Mode.PRECHECK) {
            return preCheck(CheckKey.document(submission.key()), submission);
        }
        Submission revised = revised(submission);
        return send(topics.submissions(), revised, revised.revision(), "", sender);
    }

    private CompletableFuture<Published> preCheck(CheckKey target, Submission submission) {
        Submission revised = revised(submission);
        return send(topics.preChecks(), target.toString(), revised, revised.revision(), "", null);
    }

    private Submission revised(Submission submission) {
        return submission.revision() == NEXT_REVISION ? submission.withRevision(nextRevision()) : submission;
    }

    /** Announces the approval, edit or deletion of a reference document; its revision is the sender's. */
    public CompletableFuture<Published> publish(ReferenceEvent event) {
        return send(topics.referenceEvents(), event, event.revision(), ":" + event.kind());
    }

    /** Passes on the applicant's decision about a verdict. */
    public CompletableFuture<Published> confirm(ConfirmationEvent event) {
        return confirm(event, null);
    }

    /**
     * As {@link #confirm(ConfirmationEvent)}.
     *
     * @param sender for whom it is sent, for the audit log where the event names no user; null where that is not said
     */
    public CompletableFuture<Published> confirm(ConfirmationEvent event, @Nullable Sender sender) {
        return send(topics.confirmations(), event, 0, ":" + event.verdictId() + ':' + event.decision(), sender);
    }

    /** A revision of the client's monotone clock: microseconds since 1970, greater than every one handed out before. */
    public long nextRevision() {
        return revisions.next();
    }

    /** @param idSuffix what names the event besides key and revision, so that its id stays the same when sent again */
    private CompletableFuture<Published> send(String topic, Message message, long revision, String idSuffix) {
        return send(topic, message, revision, idSuffix, null);
    }

    private CompletableFuture<Published> send(
            String topic, Message message, long revision, String idSuffix, @Nullable Sender sender) {
        return send(topic, message.key().toString(), message, revision, idSuffix, sender);
    }

    private CompletableFuture<Published> send(
            String topic, String key, Message message, long revision, String idSuffix, @Nullable Sender sender) {
        byte[] value;
        try {
            value = codec.write(message); // which validates it
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        String id = key + ':' + revision + idSuffix;
        return send(signed(record(topic, key, value, message.getClass(), id), sender), revision);
    }

    /** @param value null for a withdrawal of what came before */
    private ProducerRecord<byte[], byte[]> record(
            String topic, String key, byte @Nullable [] value, Class<? extends Message> type, String id) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, null, key.getBytes(StandardCharsets.UTF_8), value);
        CloudEvents.headers(type, id, source, key, clock.instant())
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> signed(
            ProducerRecord<byte[], byte[]> record, @Nullable Sender sender) {
        if (sender != null) {
            record.headers().add(CloudEvents.AUTH_TYPE, sender.type().getBytes(StandardCharsets.UTF_8));
            record.headers().add(CloudEvents.AUTH_ID, sender.id().getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    private CompletableFuture<Published> send(ProducerRecord<byte[], byte[]> record, long revision) {
        CompletableFuture<Published> outcome = new CompletableFuture<>();
        try {
            int bytes = record.key().length + (record.value() == null ? 0 : record.value().length);
            if (buffer != null && !buffer.hasRoomFor(bytes)) {
                throw new BufferExhaustedException("too much waits for the brokers already; send it again later");
            }
            String key = new String(record.key(), StandardCharsets.UTF_8);
            // the callback tells all that the producer's own future would
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    outcome.complete(
                            new Published(record.topic(), key, metadata.partition(), metadata.offset(), revision));
                } else {
                    outcome.completeExceptionally(new NotPublishedException(record.topic(), failure));
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            // the buffer stayed full, the partitions stayed unknown, or the client is closed
            outcome.completeExceptionally(new NotPublishedException(record.topic(), e));
        } catch (RuntimeException e) {
            outcome.completeExceptionally(e);
        }
        return outcome;
    }

    /** Sends what is buffered, for at most the close timeout, and fails the rest. May be called twice. */
    @Override
    public void close() {
        producer.close(closeTimeout);
    }
}
