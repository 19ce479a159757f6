package org.dupcheck.runtime.consume;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All lanes, and which of them a worker may take of: those with nothing running and no retry to wait for, the longest
 * ready first. Guarded by the lock of its {@link Dispatcher}.
 */
final class Lanes {
    private final Map<Object, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final IdentityHashMap<Task, Lane> running = new IdentityHashMap<>();
    private final RetryQueue retries;
    private final Runnable onReady;

    /** @param onReady called for each lane that becomes ready */
    Lanes(Clock clock, Runnable onReady) {
        this.retries = new RetryQueue(clock);
        this.onReady = onReady;
    }

    /** Where the task belongs; whoever changes it must {@link #reposition} it. */
    Lane of(Task task) {
        String key = task.key();
        return key == null ? ofNoKey() : lanes.computeIfAbsent(key, Lane::new);
    }

    /** A lane for one record that is handled beside all others. */
    Lane ofNoKey() {
        return lanes.computeIfAbsent(new Object(), Lane::new);
    }

    /** Brings a lane that changed to where it belongs: among the ready ones, out of the retries, or away. */
    void reposition(Lane lane) {
        if (lane.lostDelayed()) {
            retries.remove(lane);
            lane.release();
        }
        if (lane.canStart() && !lane.isQueued()) {
            lane.setQueued(true);
            ready.addLast(lane);
            onReady.run();
        } else if (!lane.canStart() && lane.isQueued()) {
            lane.setQueued(false);
            ready.remove(lane);
        }
        if (lane.isEmpty()) {
            lanes.remove(lane.key());
        }
    }

    /** Starts up to {@code max} tasks, those whose retry is due among them; none where none is ready. */
    List<Task> start(int max) {
        for (Lane due = retries.pollDue(); due != null; due = retries.pollDue()) {
            due.release();
            reposition(due);
        }
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
        if (!ready.isEmpty()) {
            onReady.run(); // what this worker leaves is for the next
        }
        return batch;
    }

    /** Until the next retry is due, in milliseconds; negative where none waits. */
    long millisToNextRetry() {
        return retries.millisToNext();
    }

    /** The task runs no more. */
    void end(Task task) {
        Lane lane = running.remove(task);
        if (lane != null) {
            lane.end(task);
            reposition(lane);
        }
    }

    /**
     * The task runs no more and goes back to the head of its lane.
     *
     * @param delay before it is tried again; null for at once
     */
    void putBack(Task task, @Nullable Duration delay) {
        Lane lane = running.remove(task);
        if (lane == null) {
            throw new IllegalStateException(task + " does not run");
        }
        lane.putBack(task);
        if (delay != null) {
            lane.delay();
            retries.add(lane, delay);
        }
        reposition(lane);
    }

    List<Task> removeWaiting(Predicate<Task> which) {
        List<Task> removed = new ArrayList<>();
        for (Lane lane : List.copyOf(lanes.values())) {
            removed.addAll(lane.removeWaiting(which));
            reposition(lane);
        }
        return removed;
    }

    List<Task> running(Predicate<Task> which) {
        return running.keySet().stream().filter(which).toList();
    }
}
