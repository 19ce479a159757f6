package org.dupcheck.runtime.consume;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.dupcheck.runtime.kafka.KafkaRecordPublisher;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Poll, dispatch, complete, commit: reads topics as one member of a group and hands the records to a handler on a fixed
 * number of threads, at least once each, one at a time for a key.
 *
 * <p>The way of a record: {@link PollThread} polls it and gives it to the {@link Dispatcher}, which enters it in its
 * partition's {@link OffsetLedger} and puts it into its key's {@link Lane}, where the {@link Admission} says; one of the
 * {@link Workers} takes it, and {@link Handling} calls the handler and brings the outcome back: done, back into the lane
 * until its time in the {@link RetryQueue} has come, or published to the {@link DeadLetters}. The {@link Committer}
 * commits up to the lowest record that is not done; {@link FlowControl} pauses partitions when enough is in flight.
 *
 * <p>An {@link Error} in a handler completes nothing: the loop drains, leaves the group and is down for good, and
 * {@link #health} says why. (A stack overflow is a failed try.) All methods may be called by any thread.
 */
public final class ConsumeLoop implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumeLoop.class);
    private static final Duration WORKER_GRACE = Duration.ofSeconds(1);

    /** A poll, the cancel's grace, a commit and leaving the group, on top of the drain. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);

    private final Plan plan;
    private final Dispatcher dispatcher;
    private final PollThread poll;
    private final Thread pollThread;
    private final Workers workers;
    private final DeadLetters deadLetters;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Throwable fatal;

    /** Records of a key one after the other, in the order of the log. */
    public static ConsumeLoop inOrder(Plan plan, RecordHandler handler) {
        return loop(plan, Admission.inOrder(), single(handler), 1);
    }

    /** As {@link #inOrder(Plan, RecordHandler)}, several records at once. */
    public static ConsumeLoop inOrderBatches(Plan plan, BatchHandler handler) {
        return loop(plan, Admission.inOrder(), handler, plan.settings().maxBatch());
    }

    /** One running and at most one waiting record a key; {@code precedence} decides which are still wanted. */
    public static ConsumeLoop superseding(Plan plan, Precedence precedence, RecordHandler handler) {
        return loop(plan, new Superseding(precedence), single(handler), 1);
    }

    /**
     * What a loop reads, and with what.
     *
     * @param name the loop's name in threads, logs and metrics
     * @param deadLetterSuffix appended to a topic's name for its dead letters
     */
    public record Plan(
            String name,
            String groupId,
            Collection<String> topics,
            String deadLetterSuffix,
            KafkaSettings kafka,
            ConsumeSettings settings,
            MeterRegistry meters,
            Clock clock) {}

    private static BatchHandler single(RecordHandler handler) {
        return batch -> handler.handle(batch.get(0));
    }

    private static ConsumeLoop loop(Plan plan, Admission admission, BatchHandler handler, int maxBatch) {
        Supplier<Consumer<byte[], byte[]>> consumers = () -> new KafkaConsumer<>(
                KafkaProperties.consumer(
                        plan.kafka(),
                        plan.groupId(),
                        "dupcheck-" + plan.name(),
                        Math.min(500, plan.settings().maxInFlight())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        return new ConsumeLoop(plan, admission, handler, maxBatch, consumers, () -> outlet(plan));
    }

    private static DeadLetters.Outlet outlet(Plan plan) {
        KafkaRecordPublisher publisher =
                KafkaRecordPublisher.open(plan.kafka(), "dupcheck-" + plan.name() + "-dead-letters", plan.meters());
        return new DeadLetters.Outlet() {
            @Override
            public CompletableFuture<Void> publish(ProducerRecord<byte[], byte[]> dead) {
                return publisher.publish(dead);
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }

    ConsumeLoop(
            Plan plan,
            Admission admission,
            BatchHandler handler,
            int maxBatch,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<DeadLetters.Outlet> outlet) {
        this.plan = plan;
        ConsumeMeters meters = new ConsumeMeters(plan.meters(), plan.name());
        this.dispatcher = new Dispatcher(admission, plan.settings().retry(), meters, plan.clock());
        this.deadLetters = new DeadLetters(outlet, plan.deadLetterSuffix(), plan.clock());
        Handling handling = new Handling(handler, plan.settings().retry(), dispatcher, deadLetters, meters);
        this.workers =
                new Workers(plan.name(), plan.settings().workers(), maxBatch, dispatcher, handling, this::goDown);
        this.poll = new PollThread(consumers, plan, dispatcher, meters);
        this.pollThread = new Thread(this::poll, "dupcheck-" + plan.name() + "-poll");
    }

    @Override
    public void start() {
        if (closed.get() || !started.compareAndSet(false, true)) {
            throw new IllegalStateException("a loop is started once");
        }
        workers.start();
        pollThread.start();
        LOG.info("loop {} reads {} as {}", plan.name(), plan.topics(), plan.groupId());
    }

    private void poll() {
        try {
            poll.run();
        } catch (Error e) {
            goDown(e);
        }
    }

    private void goDown(Throwable error) {
        LOG.error("loop {} goes down; nothing it worked on counts as done", plan.name(), error);
        fatal = error;
        poll.stop();
    }

    @Override
    public Health health() {
        Throwable error = fatal;
        if (error != null) {
            return Health.broken("stopped by " + error + "; restart the process");
        }
        if (!started.get()) {
            return Health.down("not started");
        }
        return pollThread.isAlive() ? poll.health() : Health.down("stopped");
    }

    /** Stops polling, waits for running work up to the drain timeout, cancels it, commits and leaves the group. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        poll.stop();
        boolean interrupted = false;
        if (started.get()) {
            try {
                pollThread.join(plan.settings().drainTimeout().plus(STOP_GRACE).toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        dispatcher.close();
        if (started.get()) {
            workers.stop(WORKER_GRACE);
        }
        deadLetters.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
