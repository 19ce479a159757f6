package org.dupcheck.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Between the poll thread, which brings records and takes offsets, and the workers, which take records and bring
 * outcomes.
 *
 * <p><b>Thread-safety.</b> One lock guards all of it: the lanes, the retries, the ledgers and the tasks in them. It is
 * held for the length of a few map operations, never while a handler runs; a scan or a transaction is thousands of times
 * longer. With one lock the invariants are plain: a lane has its tasks either waiting or running; only a lane with nothing
 * running and no delay is ready, so that no key is worked on twice at once; a task leaves by exactly one of
 * {@link #complete}, {@link #release} and being dropped in a drain.
 */
final class Dispatcher {
    private final ReentrantLock lock = new ReentrantLock();
    /** A lane became ready, a retry was set, or no more work comes. */
    private final Condition work = lock.newCondition();
    /** A running task ended. */
    private final Condition ended = lock.newCondition();

    private final Map<Object, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final IdentityHashMap<Task, Lane> running = new IdentityHashMap<>();
    private final Map<TopicPartition, OffsetLedger> ledgers = new HashMap<>();
    private final RetryQueue retries;
    private final Admission admission;
    private final ConsumeMeters meters;
    private final int maxFailures;
    private boolean closed;

    Dispatcher(Admission admission, RetryPolicy policy, ConsumeMeters meters, Clock clock) {
        this.admission = admission;
        this.maxFailures = policy.maxAttempts();
        this.meters = meters;
        this.retries = new RetryQueue(clock);
    }

    /** How full one partition is. */
    record Load(int inFlight, long inFlightBytes, int span) {}

    // ---- the poll thread's side

    void assign(Collection<TopicPartition> partitions) {
        locked(() -> partitions.forEach(partition -> ledgers.put(partition, new OffsetLedger())));
    }

    void offer(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        locked(() -> records.forEach(this::offer));
    }

    private void offer(ConsumerRecord<byte[], byte[]> consumed) {
        OffsetLedger ledger = ledgers.get(new TopicPartition(consumed.topic(), consumed.partition()));
        if (ledger == null || ledger.draining()) {
            return; // taken away between the fetch and now: its next owner polls it
        }
        Task task = new Task(consumed, ledger, maxFailures);
        meters.inFlight().incrementAndGet();
        Lane lane = lane(task);
        List<Task> superseded = new ArrayList<>();
        switch (admission.admit(task, lane, superseded)) {
            case BEHIND -> lane.append(task);
            case ALONE -> {
                Lane own = lane(new Object());
                own.append(task);
                settle(own);
            }
            case NOWHERE -> superseded.add(task);
        }
        superseded.forEach(this::supersede);
        settle(lane);
    }

    /** Decided without a hand-out. */
    private void supersede(Task task) {
        meters.received();
        meters.superseded();
        task.ledger().complete(task.entry());
        meters.inFlight().decrementAndGet();
    }

    /** What may be committed of these partitions; those of which nothing is done are left out. */
    Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> partitions) {
        lock.lock();
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (TopicPartition partition : partitions) {
                OffsetLedger ledger = ledgers.get(partition);
                OffsetAndMetadata offset = ledger == null ? null : ledger.committable();
                if (offset != null) {
                    offsets.put(partition, offset);
                }
            }
            return offsets;
        } finally {
            lock.unlock();
        }
    }

    Map<TopicPartition, Load> loads() {
        lock.lock();
        try {
            Map<TopicPartition, Load> loads = new HashMap<>();
            ledgers.forEach((partition, ledger) ->
                    loads.put(partition, new Load(ledger.inFlight(), ledger.inFlightBytes(), ledger.span())));
            return loads;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops what waits of these partitions and waits for what runs: first in patience, then with the cancel flag raised.
     *
     * @return tasks that still run; nothing is heard of them any more
     */
    int drain(Collection<TopicPartition> partitions, Duration patience, Duration grace) {
        Set<TopicPartition> taken = new HashSet<>(partitions);
        lock.lock();
        try {
            dropWaiting(taken);
            if (!awaitEnd(taken, patience)) {
                running(taken).forEach(task -> task.cancel(Task.Cancel.TAKEN_AWAY));
                awaitEnd(taken, grace);
            }
            return running(taken).size();
        } finally {
            lock.unlock();
        }
    }

    /** The partitions belong to somebody else, or will be assigned anew: their ledgers go, what runs is cancelled. */
    void forget(Collection<TopicPartition> partitions) {
        Set<TopicPartition> taken = new HashSet<>(partitions);
        locked(() -> {
            dropWaiting(taken);
            running(taken).forEach(task -> task.cancel(Task.Cancel.TAKEN_AWAY));
            ledgers.keySet().removeAll(taken);
        });
    }

    Set<TopicPartition> assigned() {
        lock.lock();
        try {
            return Set.copyOf(ledgers.keySet());
        } finally {
            lock.unlock();
        }
    }

    private void dropWaiting(Set<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            OffsetLedger ledger = ledgers.get(partition);
            if (ledger != null) {
                ledger.drain();
            }
        });
        for (Lane lane : List.copyOf(lanes.values())) {
            lane.removeWaiting(task -> partitions.contains(task.topicPartition()))
                    .forEach(this::drop);
            settle(lane);
        }
    }

    private void drop(Task task) {
        task.ledger().leave(task.entry());
        meters.inFlight().decrementAndGet();
    }

    private List<Task> running(Set<TopicPartition> partitions) {
        return running.keySet().stream()
                .filter(task -> partitions.contains(task.topicPartition()))
                .toList();
    }

    private boolean awaitEnd(Set<TopicPartition> partitions, Duration patience) {
        long nanos = patience.toNanos();
        boolean interrupted = false;
        while (!running(partitions).isEmpty() && nanos > 0) {
            try {
                nanos = ended.awaitNanos(nanos);
            } catch (InterruptedException e) {
                interrupted = true;
                nanos = 0;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return running(partitions).isEmpty();
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
                releaseDue();
                List<Task> batch = start(max);
                if (!batch.isEmpty()) {
                    return batch;
                }
                long millis = retries.millisToNext();
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

    private List<Task> start(int max) {
        List<Task> batch = new ArrayList<>();
        while (batch.size() < max && !ready.isEmpty()) {
            Lane lane = ready.getFirst();
            if (lane.startsAlone() && !batch.isEmpty()) {
                break;
            }
            ready.removeFirst();
            lane.setQueued(false);
            int from = batch.size();
            lane.start(max, batch);
            batch.subList(from, batch.size()).forEach(task -> running.put(task, lane));
            if (batch.get(0).alone()) {
                break;
            }
        }
        for (Task task : batch) {
            task.handedOut(batch.size() == 1);
            meters.received();
        }
        if (!ready.isEmpty()) {
            work.signal(); // what this worker left is for the next
        }
        return batch;
    }

    private void releaseDue() {
        for (Lane lane = retries.pollDue(); lane != null; lane = retries.pollDue()) {
            lane.release();
            settle(lane);
        }
    }

    /** The record is done, one way or another: its offset may be committed. */
    void complete(Task task) {
        locked(() -> {
            task.ledger().complete(task.entry());
            meters.inFlight().decrementAndGet();
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
        Lane lane = running.remove(task);
        if (lane != null) {
            lane.end(task);
            settle(lane);
        }
        ended.signalAll();
    }

    /**
     * The records go back to the heads of their lanes, in their order, to be tried again.
     *
     * @param delay null to try again at once
     */
    void putBack(List<Task> tasks, @Nullable Duration delay) {
        locked(() -> {
            Set<Lane> touched = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int i = tasks.size() - 1; i >= 0; i--) {
                Task task = tasks.get(i);
                Lane lane = running.get(task);
                if (lane == null || task.ledger().draining()) {
                    drop(task);
                    end(task);
                } else if (task.cancel() == Task.Cancel.SUPERSEDED) {
                    supersede(task); // a newer record came after the handler had failed
                    end(task);
                } else {
                    running.remove(task);
                    lane.putBack(task);
                    touched.add(lane);
                }
            }
            for (Lane lane : touched) {
                if (delay != null) {
                    lane.delay();
                    retries.add(lane, delay);
                }
                settle(lane);
            }
            work.signal(); // whoever waits for a later retry must not sleep past this one
        });
    }

    // ---- both

    private Lane lane(Task task) {
        String key = task.key();
        return lane(key == null ? new Object() : key);
    }

    private Lane lane(Object key) {
        return lanes.computeIfAbsent(key, Lane::new);
    }

    /** Brings a lane that changed to where it belongs: among the ready ones, out of the retries, or away. */
    private void settle(Lane lane) {
        if (lane.lostDelayed()) {
            retries.remove(lane);
            lane.release();
        }
        if (lane.canStart() && !lane.isQueued()) {
            lane.setQueued(true);
            ready.addLast(lane);
            work.signal();
        } else if (!lane.canStart() && lane.isQueued()) {
            lane.setQueued(false);
            ready.remove(lane);
        }
        if (lane.isEmpty()) {
            lanes.remove(lane.key());
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
