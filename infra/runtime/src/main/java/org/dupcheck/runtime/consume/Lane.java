package org.dupcheck.runtime.consume;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The records of one key: those that run (one, or several of one batch) and those that wait behind them, in order. A
 * record that waits for its retry stays at the head and holds up its own key only. Guarded by the lock of its
 * {@link Dispatcher}.
 */
final class Lane {
    private final Object key;
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final List<Task> running = new ArrayList<>(1);
    private @Nullable Task delayed;
    private boolean queued;

    /** @param key the records' key, or an object of its own for a record that is handled under no key */
    Lane(Object key) {
        this.key = key;
    }

    Object key() {
        return key;
    }

    void append(Task task) {
        waiting.addLast(task);
    }

    /** Back to the head; several are put back last first. */
    void putBack(Task task) {
        running.remove(task);
        waiting.addFirst(task);
    }

    /** Starts the first ones, at most {@code max}; one that is to be alone is. */
    void start(int max, List<Task> started) {
        while (started.size() < max) {
            Task next = waiting.peekFirst();
            if (next == null || (next.alone() && !started.isEmpty())) {
                return;
            }
            waiting.removeFirst();
            running.add(next);
            started.add(next);
            if (next.alone()) {
                return;
            }
        }
    }

    boolean startsAlone() {
        Task first = waiting.peekFirst();
        return first != null && first.alone();
    }

    void end(Task task) {
        running.remove(task);
    }

    /** The head waits for its retry. */
    void delay() {
        delayed = waiting.peekFirst();
    }

    /** The head's time has come. */
    void release() {
        delayed = null;
    }

    /** Whether the record that waited for its retry is no longer there. */
    boolean lostDelayed() {
        return delayed != null && delayed != waiting.peekFirst();
    }

    boolean removeWaiting(Task task) {
        return waiting.remove(task);
    }

    List<Task> removeWaiting(Predicate<Task> which) {
        List<Task> removed = new ArrayList<>();
        for (Iterator<Task> all = waiting.iterator(); all.hasNext(); ) {
            Task task = all.next();
            if (which.test(task)) {
                all.remove();
                removed.add(task);
            }
        }
        return removed;
    }

    /** Those waiting, the last first, then those running, the last first. */
    List<Task> newestFirst() {
        List<Task> tasks = new ArrayList<>(waiting.size() + running.size());
        waiting.descendingIterator().forEachRemaining(tasks::add);
        for (int i = running.size() - 1; i >= 0; i--) {
            tasks.add(running.get(i));
        }
        return tasks;
    }

    /** Whether a worker may take of it. */
    boolean canStart() {
        return running.isEmpty() && delayed == null && !waiting.isEmpty();
    }

    boolean isEmpty() {
        return running.isEmpty() && waiting.isEmpty();
    }

    /** Whether it stands among the ready lanes. */
    boolean isQueued() {
        return queued;
    }

    void setQueued(boolean queued) {
        this.queued = queued;
    }
}
