package org.dupcheck.runtime.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.runtime.health.Health;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The poll thread, and those that were abandoned before it. A stalled consumer cannot be mended from outside and may never
 * return from a call; so its thread is left to end by itself, if it ever does, and another one joins the group. Thread-safe.
 */
final class PollThreads {
    /** Abandoned threads that still hang, at most. Beyond that only a restart of the process helps. */
    static final int MAX_HANGING = 3;

    private static final Logger LOG = LoggerFactory.getLogger(PollThreads.class);

    private final String name;
    private final Supplier<PollThread> polls;
    private final Consumer<Error> onError;
    private final List<Thread> abandoned = new ArrayList<>();
    private @Nullable PollThread poll;
    private @Nullable Thread thread;
    private boolean stopped;
    private @Nullable String broken;

    PollThreads(String name, Supplier<PollThread> polls, Consumer<Error> onError) {
        this.name = name;
        this.polls = polls;
        this.onError = onError;
    }

    synchronized void start() {
        if (!stopped) {
            PollThread next = polls.get();
            Thread runner = new Thread(() -> run(next), "dupcheck-" + name + "-poll");
            runner.setDaemon(true); // one that hangs must not keep the process alive
            poll = next;
            thread = runner;
            runner.start();
        }
    }

    private void run(PollThread next) {
        try {
            next.run();
        } catch (Error e) {
            if (isCurrent(next)) {
                onError.accept(e);
            } else {
                LOG.warn("the abandoned consumer of loop {} ended by {}", name, e.toString());
            }
        }
    }

    private synchronized boolean isCurrent(PollThread candidate) {
        return poll == candidate;
    }

    /** Abandons the consumer, which closes itself when it can, and lets another one join. */
    void replace(StallDetector.Stall stall) {
        PollThread old;
        boolean another;
        synchronized (this) {
            old = poll;
            Thread runner = thread;
            if (stopped || broken != null || old == null || runner == null) {
                return;
            }
            abandoned.removeIf(hanging -> !hanging.isAlive());
            abandoned.add(runner);
            LOG.error(
                    "loop {} stalled: {}. The client says: {}. Its consumer is abandoned and another one joins ({} hang)",
                    name,
                    stall,
                    old.clientState(),
                    abandoned.size() - 1);
            if (abandoned.size() > MAX_HANGING) {
                broken = abandoned.size() + " consumers stalled and hang, the last as " + stall;
            }
            another = broken == null;
        }
        old.abandon(); // outside the lock: it may wait for a drain
        if (another) {
            start();
        }
    }

    synchronized Map<TopicPartition, Intake.Standing> standing() {
        return poll == null ? Map.of() : poll.standing();
    }

    synchronized Health health() {
        if (broken != null) {
            return Health.broken(broken + "; restart the process");
        }
        if (poll == null || thread == null) {
            return Health.down("not started");
        }
        return thread.isAlive() ? poll.health() : Health.down("stopped");
    }

    /** The current thread drains, commits, leaves the group and ends. */
    synchronized void stop() {
        stopped = true;
        if (poll != null) {
            poll.stop();
        }
    }

    /** Waits for the current thread's end; not for abandoned ones. */
    void join(Duration timeout) throws InterruptedException {
        Thread current;
        synchronized (this) {
            current = thread;
        }
        if (current != null) {
            current.join(timeout.toMillis());
        }
    }
}
