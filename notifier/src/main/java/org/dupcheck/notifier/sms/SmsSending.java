package org.dupcheck.notifier.sms;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due by SMS, on a fixed number of threads of its own: the database is the queue, so a slow gateway holds
 * up nothing but other SMS, and nothing waits in memory.
 */
public final class SmsSending implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmsSending.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final SmsDelivery delivery;
    private final SmsSettings settings;
    private final Lifeline lifeline = new Lifeline("sending SMS");
    private final List<Thread> threads = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private long signals;
    private volatile boolean closed;

    /** Sends only once started. */
    public SmsSending(SmsDelivery delivery, SmsSettings settings) {
        this.delivery = delivery;
        this.settings = settings;
        for (int i = 1; i <= settings.workers(); i++) {
            threads.add(new Thread(lifeline.guard(this::run), "dupcheck-notifier-sms-" + i));
        }
    }

    /** Starts the threads. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** There is something new to send; returns at once. */
    public void signal() {
        lock.lock();
        try {
            signals++;
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Broken once an error has ended one of the threads. */
    public Health health() {
        return lifeline.health();
    }

    private void run() {
        long seen = 0;
        while (!closed) {
            try {
                delivery.giveUpLost();
                while (!closed && delivery.sendOne(this::another)) {
                    // on to the next
                }
            } catch (RuntimeException e) {
                LOG.warn("SMS wait: {}", e.toString());
            }
            seen = awaitSignal(seen);
        }
    }

    /** Whether to try again to store an outcome, after a moment. */
    private boolean another() {
        if (closed) {
            return false;
        }
        awaitSignal(Long.MAX_VALUE);
        return true;
    }

    /** Until somebody signals, the poll interval is over, or it closes. */
    private long awaitSignal(long seen) {
        lock.lock();
        try {
            long nanos = settings.pollInterval().toNanos();
            while (!closed && signals <= seen && nanos > 0) {
                nanos = something.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            closed = true; // only close interrupts
        } finally {
            seen = signals;
            lock.unlock();
        }
        return seen;
    }

    /** Lets what is being sent come to its end, for a while; what is cut off then is of unknown outcome. */
    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            something.signalAll();
        } finally {
            lock.unlock();
        }
        long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        for (Thread thread : threads) {
            join(thread, end);
        }
    }

    private static void join(Thread thread, long end) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
