package org.dupcheck.runtime.consume;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
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
 * {@link Workers} takes it, and {@link HandlerInvoker} calls the handler and brings the outcome back: done, back into the lane
 * until its time in the {@link RetryQueue} has come, or published to the {@link DeadLetters}. The {@link Committer}
 * commits up to the lowest record that is not done; {@link FlowControl} pauses partitions when enough is in flight.
 * {@link GroupWatch} looks at all that from outside: a consumer that stands still while there is something to read is
 * abandoned, and another one joins.
 *
 * <p>An {@link Error} in a handler completes nothing: the loop drains, leaves the group and is down for good, and
 * {@link #health} says why. (A stack overflow is a failed try.) All methods may be called by any thread.
 */
public final class ConsumeLoop implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumeLoop.class);
    private static final Duration WORKER_GRACE = Duration.ofSeconds(1);

    /** A poll, the cancel's grace, a commit and leaving the group, on top of the drain. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);

    /**
     * Polls come ten times a second but for a drain. A consumer that hangs holds its partitions no longer than this on top
     * of one.
     */
    private static final Duration POLL_GRACE = Duration.ofSeconds(50);

    private final Plan plan;
    private final Dispatcher dispatcher;
    private final PollThreads polls;
    private final GroupWatch watch;
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
     * @param drain whether records are taken: while none are, the loop is in no group
     */
    public record Plan(
            String name,
            String groupId,
            Collection<String> topics,
            String deadLetterSuffix,
            KafkaSettings kafka,
            ConsumeSettings settings,
            MeterRegistry meters,
            Clock clock,
            Drain drain) {}

    static BatchHandler single(RecordHandler handler) {
        return batch -> {
            handler.handle(batch.get(0));
            return Map.of();
        };
    }

    private static ConsumeLoop loop(Plan plan, Admission admission, BatchHandler handler, int maxBatch) {
        Supplier<Consumer<byte[], byte[]>> consumers = () -> new KafkaConsumer<>(
                KafkaProperties.consumer(
                        plan.kafka(),
                        plan.groupId(),
                        "dupcheck-" + plan.name(),
                        Math.min(500, plan.settings().maxInFlight()),
                        plan.settings().drainTimeout().plus(POLL_GRACE)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        return new ConsumeLoop(plan, admission, handler, maxBatch, consumers, () -> outlet(plan), () -> outside(plan));
    }

    static GroupView outside(Plan plan) {
        return new AdminGroupView(
                Admin.create(KafkaProperties.admin(plan.kafka(), "dupcheck-" + plan.name() + "-watch")),
                plan.groupId(),
                plan.topics());
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
            Supplier<DeadLetters.Outlet> outlet,
            Supplier<GroupView> outside) {
        this.plan = plan;
        ConsumeMeters meters = new ConsumeMeters(plan.meters(), plan.name());
        this.dispatcher = new Dispatcher(admission, plan.settings().retry(), meters, plan.clock());
        this.deadLetters = new DeadLetters(outlet, plan.deadLetterSuffix(), plan.clock());
        HandlerInvoker invoker = new HandlerInvoker(handler, plan.settings().retry(), dispatcher, deadLetters, meters);
        this.workers = new Workers(plan.name(), plan.settings().workers(), maxBatch, dispatcher, invoker, this::goDown);
        this.polls =
                new PollThreads(plan.name(), () -> new PollThread(consumers, plan, dispatcher, meters), this::goDown);
        this.watch = new GroupWatch(
                plan.name(),
                plan.settings().stallTimeout(),
                outside,
                polls::standing,
                stall -> {
                    meters.stalled();
                    polls.replace(stall);
                },
                meters,
                plan.clock());
    }

    @Override
    public void start() {
        if (closed.get() || !started.compareAndSet(false, true)) {
            throw new IllegalStateException("a loop is started once");
        }
        workers.start();
        polls.start();
        watch.start();
        LOG.info("loop {} reads {} as {}", plan.name(), plan.topics(), plan.groupId());
    }

    private void goDown(Throwable error) {
        LOG.error("loop {} goes down; nothing it worked on counts as done", plan.name(), error);
        fatal = error;
        polls.stop();
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
        Health watching = watch.health();
        return watching.broken() ? watching : polls.health();
    }

    /** Stops polling, waits for running work up to the drain timeout, cancels it, commits and leaves the group. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        watch.close();
        polls.stop();
        boolean interrupted = false;
        if (started.get()) {
            try {
                polls.join(plan.settings().drainTimeout().plus(STOP_GRACE));
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
