package org.dupcheck.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the group from outside, on a thread of its own: how far it lies behind on all partitions, whoever reads them,
 * and whether the consumer of this process stands still while there is something to read. A client's own figures cannot
 * tell that: one whose thread spins says that all is well.
 */
final class GroupWatch {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);

    /** Looks in a stall's time; more than {@link StallDetector#MIN_LOOKS}. */
    private static final int LOOKS_PER_TIMEOUT = 6;

    /** Failed looks after which the outside client itself is replaced: it may have stalled as well. */
    private static final int FAILURES_PER_CLIENT = 3;

    private final Supplier<GroupView> views;
    private final Supplier<Map<TopicPartition, Intake.Standing>> standing;
    private final Consumer<StallDetector.Stall> stalled;
    private final StallDetector detector;
    private final ConsumeMeters meters;
    private final Clock clock;
    private final Duration interval;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Lifeline lifeline;
    private final Thread thread;
    private @Nullable GroupView view;
    private int failures;

    /**
     * @param standing how this process's consumer stands now
     * @param stalled called when a partition has stood still for the timeout
     */
    GroupWatch(
            String name,
            Duration timeout,
            Supplier<GroupView> views,
            Supplier<Map<TopicPartition, Intake.Standing>> standing,
            Consumer<StallDetector.Stall> stalled,
            ConsumeMeters meters,
            Clock clock) {
        this.views = views;
        this.standing = standing;
        this.stalled = stalled;
        this.detector = new StallDetector(timeout);
        this.meters = meters;
        this.clock = clock;
        this.lifeline = new Lifeline("the watch for stalls of " + name);
        this.interval = timeout.dividedBy(LOOKS_PER_TIMEOUT);
        this.thread = new Thread(this::run, "dupcheck-" + name + "-watch");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            lifeline.ended(e); // nobody should interrupt it either
        } finally {
            closeView();
        }
    }

    private void look() {
        Map<TopicPartition, GroupView.Log> logs;
        try {
            GroupView current = view;
            if (current == null) {
                current = views.get();
                view = current;
            }
            logs = current.look();
        } catch (RuntimeException e) {
            unanswered(e);
            return;
        }
        failures = 0;
        meters.brokersAnswer(true);
        meters.lag().set(logs.values().stream().mapToLong(GroupView.Log::lag).sum());
        detector.look(clock.instant(), standing.get(), logs).ifPresent(stall -> {
            detector.clear();
            tell(stall);
        });
    }

    private void unanswered(RuntimeException failure) {
        failures++;
        meters.brokersAnswer(false);
        detector.clear();
        LOG.debug("the group cannot be looked at: {}", failure.toString());
        if (failures % FAILURES_PER_CLIENT == 0) {
            closeView();
        }
    }

    /** What fails here is no outage of the brokers. The stall is told again when it has lasted as long once more. */
    private void tell(StallDetector.Stall stall) {
        try {
            stalled.accept(stall);
        } catch (RuntimeException e) {
            LOG.error("{}; the stalled consumer could not be replaced", stall, e);
        }
    }

    /** Broken once the watch has ended without being closed. */
    Health health() {
        return lifeline.health();
    }

    private void closeView() {
        GroupView old = view;
        view = null;
        if (old != null) {
            try {
                old.close();
            } catch (RuntimeException e) {
                LOG.debug("the outside client did not close cleanly: {}", e.toString());
            }
        }
    }

    /** Returns at once; a look under way ends by itself. */
    void close() {
        stop.countDown();
    }
}
