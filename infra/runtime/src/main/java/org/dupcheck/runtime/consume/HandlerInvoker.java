package org.dupcheck.runtime.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dupcheck.runtime.failure.Failures;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One hand-out: calls the handler and turns the way it ends into the outcome. Used by all workers at once; the outcome is
 * counted before the offset is completed, so that the counters agree whenever nothing is in flight.
 */
final class HandlerInvoker {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerInvoker.class);

    /** While something outside is away, its return is noticed within this. */
    private static final Duration MAX_POSTPONEMENT = Duration.ofSeconds(1);

    private final BatchHandler handler;
    private final RetryPolicy policy;
    private final RetryPolicy postponement;
    private final Dispatcher dispatcher;
    private final DeadLetters deadLetters;
    private final ConsumeMeters meters;
    private final AtomicBoolean outage = new AtomicBoolean();

    HandlerInvoker(
            BatchHandler handler,
            RetryPolicy policy,
            Dispatcher dispatcher,
            DeadLetters deadLetters,
            ConsumeMeters meters) {
        this.handler = handler;
        this.policy = policy;
        this.postponement = new RetryPolicy(1, min(policy.firstDelay()), min(policy.maxDelay()));
        this.dispatcher = dispatcher;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    private static Duration min(Duration delay) {
        return delay.compareTo(MAX_POSTPONEMENT) < 0 ? delay : MAX_POSTPONEMENT;
    }

    /** @throws Error what the handler threw of that kind; the records are left to whoever gets their partitions next */
    void handle(List<Task> batch) {
        Task first = batch.get(0);
        DeadLetter letter = first.deadLetter();
        if (letter != null) {
            publish(first, letter);
            return;
        }
        long startNanos = System.nanoTime();
        Map<Delivery, Throwable> failures;
        try {
            failures = handler.handle(List.copyOf(batch));
        } catch (Exception | StackOverflowError e) {
            // a record nested deeply enough overflows the stack: its own fault, and the worker is fine
            Throwable cause = Failures.cause(e);
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                batch.forEach(this::leave); // only a loop that stops interrupts
                return;
            }
            failures = new HashMap<>();
            for (Task task : batch) {
                failures.put(task, cause);
            }
        } catch (Error e) {
            batch.forEach(this::leave);
            throw e;
        } finally {
            meters.handling().record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        }
        end(batch, failures);
    }

    private void end(List<Task> batch, Map<Delivery, Throwable> failures) {
        if (failures.size() < batch.size() && outage.compareAndSet(true, false)) {
            LOG.info("going on");
        }
        // nearly every batch is done as a whole: nothing is looked for then
        Set<Task> behind = failures.isEmpty() ? Set.of() : behindFailures(batch, failures);
        // the last first: whatever goes back to the head of its lane then stands before what came after it
        for (int i = batch.size() - 1; i >= 0; i--) {
            Task task = batch.get(i);
            Throwable failure = failures.get(task);
            if (failure == null) {
                meters.succeeded();
                dispatcher.complete(task);
            } else if (behind.contains(task)) {
                meters.retried();
                dispatcher.putBack(task, null);
            } else {
                failed(task, failure);
            }
        }
    }

    /** Those that failed behind another one of their key: it was not their turn yet, so nothing is counted against them. */
    private static Set<Task> behindFailures(List<Task> batch, Map<Delivery, Throwable> failures) {
        Set<Task> behind = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Task task : batch) {
            String key = task.key();
            if (key != null && failures.containsKey(task) && !keys.add(key)) {
                behind.add(task);
            }
        }
        return behind;
    }

    private void failed(Task task, Throwable failure) {
        if (task.cancel() == Task.Cancel.TAKEN_AWAY) {
            leave(task);
        } else if (failure instanceof RejectedRecordException) {
            LOG.warn("{} rejected: {}", task, failure.getMessage());
            publish(task, DeadLetter.of(failure));
        } else if (failure instanceof SupersededException || task.cancel() == Task.Cancel.SUPERSEDED) {
            meters.superseded();
            dispatcher.complete(task);
        } else if (failure instanceof RetryLaterException) {
            postpone(task, failure);
        } else {
            retryOrGiveUp(task, failure);
        }
    }

    private void retryOrGiveUp(Task task, Throwable failure) {
        int failures = task.failed();
        if (failures >= policy.maxAttempts()) {
            LOG.error("{} failed {} times, goes to the dead letters", task, failures, failure);
            publish(task, DeadLetter.of(failure));
        } else {
            LOG.warn("{} failed, try {} of {}", task, failures, policy.maxAttempts(), failure);
            meters.retried();
            dispatcher.putBack(
                    task, policy.delay(failures, ThreadLocalRandom.current().nextDouble()));
        }
    }

    /** The first of an outage is worth a line; hundreds a second of the same are not. */
    private void postpone(Task task, Throwable failure) {
        if (outage.compareAndSet(false, true)) {
            LOG.warn("{} is tried again until it can be done: {}", task, failure.toString());
        }
        meters.retried();
        dispatcher.putBack(
                task,
                postponement.delay(task.postponed(), ThreadLocalRandom.current().nextDouble()));
    }

    private void publish(Task task, DeadLetter letter) {
        try {
            deadLetters.publish(task, letter);
        } catch (RuntimeException e) {
            LOG.error("{} cannot be put into the dead letters yet: {}", task, e.toString());
            task.setDeadLetter(letter);
            postpone(task, e);
            return;
        }
        meters.deadLettered();
        dispatcher.complete(task);
    }

    private void leave(Task task) {
        meters.retried();
        dispatcher.release(task);
    }
}
