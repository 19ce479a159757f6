package org.dupcheck.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Between the poll thread, which brings records and takes offsets, and the workers, which take records and bring
 * outcomes.
 *
 * <p><b>Thread-safety.</b> One lock guards all of it: the lanes, the retries, the ledgers and the tasks in them. It is
 * held for the length of a few map operations, never while a handler runs or a record is read; a scan or a transaction is
 * thousands of times longer. With one lock the invariants are plain: a lane has its tasks either waiting or running; only a
 * lane with nothing running and no delay is ready, so that no key is worked on twice at once; a task leaves by exactly one
 * of {@link #complete}, {@link #release}, being superseded while it waits, and being dropped in a drain.
 */
final class Dispatcher {
    private final ReentrantLock lock = new ReentrantLock();
    /** A lane became ready, a retry was set, or no more work comes. */
    private final Condition work = lock.newCondition();
    /** A running task ended. */
    private final Condition ended = lock.newCondition();

    private final Lanes lanes;
    private final Map<TopicPartition, OffsetLedger> ledgers = new HashMap<>();
    private final Admission admission;
    private final int maxFailures;
    private final ConsumeMeters meters;
    private boolean closed;

    Dispatcher(Admission admission, RetryPolicy policy, ConsumeMeters meters, Clock clock) {
        this.admission = admission;
        this.maxFailures = policy.maxAttempts();
        this.meters = meters;
        this.lanes = new Lanes(clock, work::signal);
    }

    /** How full one partition is. */
    record Load(int inFlight, long inFlightBytes, int span) {}

    // ---- the poll thread's side

    void assign(Collection<TopicPartition> partitions) {
        locked(() -> partitions.forEach(partition -> ledgers.put(partition, new OffsetLedger())));
    }

    Set<TopicPartition> assigned() {
        return locked(() -> Set.copyOf(ledgers.keySet()));
    }

    void offer(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Task.Polled> polled = new ArrayList<>();
        records.forEach(consumed -> polled.add(Task.Polled.of(consumed, admission)));
        locked(() -> polled.forEach(this::offer));
    }

    private void offer(Task.Polled polled) {
        ConsumerRecord<byte[], byte[]> consumed = polled.consumed();
        OffsetLedger ledger = ledgers.get(new TopicPartition(consumed.topic(), consumed.partition()));
        if (ledger == null || ledger.draining()) {
            return; // taken away between the fetch and now: its next owner polls it
        }
        Task task = new Task(polled, ledger, maxFailures);
        meters.inFlight().incrementAndGet();
        Lane lane = lanes.of(task);
        List<Task> superseded = new ArrayList<>();
        switch (admission.admit(task, lane, superseded)) {
            case BEHIND -> lane.append(task);
            case ALONE -> {
                Lane own = lanes.ofNoKey();
                own.append(task);
                lanes.reposition(own);
            }
            case NOWHERE -> superseded.add(task);
        }
        superseded.forEach(this::supersede);
        lanes.reposition(lane);
    }

    /** Decided without a hand-out. */
    private void supersede(Task task) {
        meters.received();
        meters.superseded();
        done(task);
    }

    private void done(Task task) {
        task.ledger().complete(task.entry());
        meters.inFlight().decrementAndGet();
    }

    private void drop(Task task) {
        task.ledger().leave(task.entry());
        meters.inFlight().decrementAndGet();
    }

    /** What may be committed of these partitions; those of which nothing is done are left out. */
    Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> partitions) {
        return locked(() -> {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (TopicPartition partition : partitions) {
                OffsetLedger ledger = ledgers.get(partition);
                OffsetAndMetadata offset = ledger == null ? null : ledger.committable();
                if (offset != null) {
                    offsets.put(partition, offset);
                }
            }
            return offsets;
        });
    }

    Map<TopicPartition, Load> loads() {
        return locked(() -> {
            Map<TopicPartition, Load> loads = new HashMap<>();
            ledgers.forEach((partition, ledger) ->
                    loads.put(partition, new Load(ledger.inFlight(), ledger.inFlightBytes(), ledger.span())));
            return loads;
        });
    }

    /**
     * Drops what waits of these partitions and waits for what runs: first in patience, then with the cancel flag raised.
     *
     * @return how many tasks still run
     */
    int drain(Collection<TopicPartition> partitions, Duration patience, Duration grace) {
        Predicate<Task> taken = of(partitions);
        return locked(() -> {
            dropWaiting(partitions, taken);
            if (!awaitEnd(taken, patience)) {
                cancelRunning(taken);
                awaitEnd(taken, grace);
            }
            return lanes.running(taken).size();
        });
    }

    /** The partitions belong to somebody else, or will be assigned again: their ledgers go, what runs is cancelled. */
    void forget(Collection<TopicPartition> partitions) {
        Predicate<Task> taken = of(partitions);
        locked(() -> {
            dropWaiting(partitions, taken);
            cancelRunning(taken);
            partitions.forEach(ledgers::remove);
        });
    }

    private static Predicate<Task> of(Collection<TopicPartition> partitions) {
        Set<TopicPartition> taken = new HashSet<>(partitions);
        return task -> taken.contains(task.topicPartition());
    }

    private void dropWaiting(Collection<TopicPartition> partitions, Predicate<Task> taken) {
        for (TopicPartition partition : partitions) {
            OffsetLedger ledger = ledgers.get(partition);
            if (ledger != null) {
                ledger.drain();
            }
        }
        lanes.removeWaiting(taken).forEach(this::drop);
    }

    private void cancelRunning(Predicate<Task> taken) {
        lanes.running(taken).forEach(task -> task.cancel(Task.Cancel.TAKEN_AWAY));
    }

    private boolean awaitEnd(Predicate<Task> taken, Duration patience) {
        long nanos = patience.toNanos();
        try {
            while (!lanes.running(taken).isEmpty() && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // no patience is left
        }
        return lanes.running(taken).isEmpty();
    }

    /** No more work: workers that wait are sent home. */
    void close() {
        locked(() -> {
            closed = true;
            work.signalAll();
        });
    }

    // ---- the workers' side

    /** Waits for work and takes up to {@code max} records of it; none once there will be no more. */
    List<Task> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                List<Task> batch = lanes.start(max);
                if (!batch.isEmpty()) {
                    batch.forEach(Task::handedOut);
                    meters.received(batch.size());
                    return batch;
                }
                long millis = lanes.millisToNextRetry();
                if (millis < 0) {
                    work.await();
                } else {
                    var unused = work.await(Math.max(1, millis), TimeUnit.MILLISECONDS);
                }
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /** The record is done, one way or another: its offset may be committed. */
    void complete(Task task) {
        locked(() -> {
            done(task);
            end(task);
        });
    }

    /** The record is left to whoever gets its partition next. */
    void release(Task task) {
        locked(() -> {
            drop(task);
            end(task);
        });
    }

    private void end(Task task) {
        lanes.end(task);
        ended.signalAll();
    }

    /**
     * The record goes back to the head of its lane, to be tried again. Several of one lane are put back last first.
     *
     * @param delay null to try again at once
     */
    void putBack(Task task, @Nullable Duration delay) {
        locked(() -> {
            if (task.ledger().draining()) {
                drop(task);
                end(task);
            } else if (task.superseded()) {
                supersede(task); // a newer record came after the handler had failed
                end(task);
            } else {
                lanes.putBack(task, delay);
                work.signal(); // whoever waits for a later retry must not sleep past this one
            }
        });
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
