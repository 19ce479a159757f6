package org.dupcheck.runtime.consume;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the consumer: poll, dispatch, complete, commit. It outlives every outage: what passes is
 * waited for, and after anything else (rights taken away, a fenced or broken client) a new consumer joins the group. While
 * no work is taken, it is in no group.
 */
final class PollThread implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PollThread.class);

    /** Records end a poll at once; this is how late a commit or a resume may be. */
    private static final Duration POLL = Duration.ofMillis(100);

    private static final Duration POLL_PAUSED = Duration.ofMillis(10);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** How often it is looked whether work is taken again. */
    private static final Duration DRAINED = Duration.ofMillis(100);

    private static final RetryPolicy TROUBLE = new RetryPolicy(1, Duration.ofMillis(100), Duration.ofSeconds(5));

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final String name;
    private final Collection<String> topics;
    private final Drain drain;
    private final Intake intake;
    private final FlowControl flow;
    private final Committer committer;
    private final Positions positions;
    private final ConsumeMeters meters;
    private final MeterRegistry registry;
    private final Duration drainTimeout;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ClientWatch watch;
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile Drain.@Nullable Work work;
    private int troubles;

    PollThread(
            Supplier<Consumer<byte[], byte[]>> consumers,
            ConsumeLoop.Plan plan,
            Dispatcher dispatcher,
            ConsumeMeters meters) {
        this.consumers = consumers;
        this.name = plan.name();
        this.topics = List.copyOf(plan.topics());
        this.drain = plan.drain();
        this.intake = new Intake(dispatcher);
        this.flow = new FlowControl(plan.settings().maxInFlight());
        this.committer = new Committer(intake, plan.clock());
        this.positions = new Positions(intake, committer, meters);
        this.watch = new ClientWatch(plan.clock());
        this.meters = meters;
        this.registry = plan.meters();
        this.drainTimeout = plan.settings().drainTimeout();
    }

    @Override
    public void run() {
        while (!stopping()) {
            Optional<Drain.Work> begun = drain.enter(name);
            if (begun.isEmpty()) {
                watch.away();
                pause(DRAINED);
                continue;
            }
            try (Drain.Work entered = begun.get()) {
                work = entered; // who abandons this thread ends it
                member();
            } catch (RuntimeException e) {
                if (!ending()) {
                    trouble("joining again", e);
                }
            }
        }
    }

    /** From joining the group until leaving it. */
    private void member() {
        Consumer<byte[], byte[]> consumer = consumers.get();
        current = consumer;
        // reads the client's figures only, which any thread may
        try (KafkaClientMetrics metrics = new KafkaClientMetrics(consumer)) {
            metrics.bindTo(registry);
            consume(consumer);
        } finally {
            leave(consumer);
        }
    }

    private void consume(Consumer<byte[], byte[]> consumer) {
        committer.reset();
        consumer.subscribe(topics, new Handover(consumer, intake, committer, drainTimeout));
        boolean paused = false;
        while (!ending()) {
            intake.offer(poll(consumer, paused ? POLL_PAUSED : POLL));
            Set<TopicPartition> pausedNow = flow.adjust(consumer, intake.loads());
            intake.paused(pausedNow);
            paused = !pausedNow.isEmpty();
            committer.commitDue(consumer);
            meters.pausedPartitions().set(pausedNow.size());
            if (troubles == 0) {
                watch.look(consumer);
            }
        }
        LOG.info(stopping() ? "stopping" : "no work is taken for now");
        Set<TopicPartition> assigned = intake.assigned();
        // until they are given up they stand still on purpose, also while offsets are committed
        intake.paused(assigned);
        intake.drain(assigned, drainTimeout, Handover.CANCEL_GRACE);
        committer.commitNow(consumer, assigned);
    }

    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration timeout) {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(timeout);
            troubles = 0;
            return records;
        } catch (RuntimeException e) {
            if (!positions.mend(consumer, e)) {
                if (!(e instanceof RetriableException) || ending()) {
                    throw e;
                }
                trouble("polling again", e);
            }
            return ConsumerRecords.empty();
        }
    }

    /** Leaves the group, so that others take over at once. What is still assigned is given up without a commit. */
    private void leave(Consumer<byte[], byte[]> consumer) {
        intake.forget(intake.assigned());
        intake.paused(Set.of());
        meters.pausedPartitions().set(0);
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } catch (RuntimeException e) {
            LOG.warn("the consumer did not close cleanly: {}", e.toString());
        }
    }

    private void trouble(String remedy, RuntimeException failure) {
        troubles++;
        LOG.error("{} after: {}", remedy, failure.toString(), failure);
        watch.trouble(failure);
        pause(TROUBLE.delay(troubles, 1));
    }

    private void pause(Duration time) {
        try {
            var unused = stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LOG.warn("interrupted; nobody should", e);
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    /** Whether it is to leave the group: for good, or for as long as no work is taken. */
    private boolean ending() {
        return stopping() || drain.isOn();
    }

    /** Called by any thread: the thread drains, commits, leaves the group and ends. */
    void stop() {
        stop.countDown();
    }

    /**
     * Called by any thread: from now on this thread changes nothing, and closes its consumer if it ever gets to it. It may
     * hang within a call of the client for ever.
     */
    void abandon() {
        stop.countDown();
        intake.close();
        Drain.Work entered = work;
        if (entered != null) {
            entered.close();
        }
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    Map<TopicPartition, Intake.Standing> standing() {
        return intake.standing();
    }

    Health health() {
        return watch.health();
    }

    /** What the client says of itself, for people. */
    String clientState() {
        Health health = watch.health();
        return health.up() ? "all is well" : health.detail();
    }
}
