package org.dupcheck.notifier.sms;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifeline;
import org.dupcheck.store.Store;
import org.dupcheck.store.deliveries.Channel;
import org.dupcheck.store.deliveries.ClaimedDelivery;
import org.dupcheck.store.deliveries.DeliveryState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due by SMS, on a fixed number of threads of its own: the database is the queue, so a slow gateway holds
 * up nothing but other SMS, and nothing waits in memory. No transaction is open while the gateway is called.
 */
public final class SmsSending implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmsSending.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Store store;
    private final SmsGateway gateway;
    private final SmsSettings settings;
    private final Clock clock;
    private final SmsMeters meters;
    private final Lifeline lifeline = new Lifeline("sending SMS");
    private final List<Thread> threads = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private long signals;
    private volatile boolean closed;

    /** Sends only once started. */
    public SmsSending(Store store, SmsGateway gateway, SmsSettings settings, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.clock = clock;
        this.gateway = gateway;
        this.settings = settings;
        this.meters = new SmsMeters(meters);
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
                giveUpLost();
                while (!closed && sendOne()) {
                    // on to the next
                }
            } catch (RuntimeException e) {
                LOG.warn("SMS wait: {}", e.toString());
            }
            seen = awaitSignal(seen);
        }
    }

    /** A message that is being sent for too long was in the hands of a process that died, or of a gateway that hangs. */
    public void giveUpLost() {
        Instant now = clock.instant();
        int lost = store.inTransaction(tables ->
                tables.deliveries().giveUpSendingSince(Channel.SMS, now.minus(settings.sendingTimeout()), now));
        meters.delivered(DeliveryState.UNKNOWN, lost);
    }

    /** Sends one message that is due; false where none is. */
    public boolean sendOne() {
        RetryPolicy retry = settings.retry();
        Optional<ClaimedDelivery> claimed = store.inTransaction(tables ->
                tables.deliveries().claim(Channel.SMS, retry.firstDelay(), retry.maxDelay(), clock.instant()));
        claimed.filter(ClaimedDelivery::stillTrue).ifPresent(this::send);
        return claimed.isPresent();
    }

    private void send(ClaimedDelivery sms) {
        Sent sent = hand(sms);
        if (sent.error() != null) {
            LOG.warn("SMS {} is {} after attempt {}: {}", sms.deliveryId(), sent.state(), sms.attempts(), sent.error());
        }
        store(sms, sent);
        meters.delivered(sent.state(), 1);
    }

    /** What the gateway said of a message. */
    private record Sent(DeliveryState state, @Nullable String error) {}

    private Sent hand(ClaimedDelivery sms) {
        try {
            gateway.send(sms.deliveryId(), sms.recipient(), sms.body());
            return new Sent(DeliveryState.SENT, null);
        } catch (SmsRefusedException e) {
            return new Sent(DeliveryState.FAILED, e.getMessage());
        } catch (SmsPostponedException e) {
            boolean another = sms.attempts() < settings.retry().maxAttempts();
            return new Sent(another ? DeliveryState.PENDING : DeliveryState.FAILED, e.getMessage());
        } catch (SmsOutcomeUnknownException e) {
            return new Sent(DeliveryState.UNKNOWN, e.getMessage());
        } catch (RuntimeException e) {
            // not the gateway's own word: its message may hold anything
            return new Sent(DeliveryState.UNKNOWN, e.getClass().getName());
        }
    }

    /**
     * While the database is away the outcome waits here. Where it cannot be stored for another reason, or is lost with this
     * process, the message stays as being sent until {@link #giveUpLost} calls its outcome unknown: a failure of ours says
     * nothing about the message.
     */
    private void store(ClaimedDelivery sms, Sent sent) {
        while (true) {
            try {
                store.run(tables ->
                        tables.deliveries().setOutcome(sms.deliveryId(), sent.state(), sent.error(), clock.instant()));
                return;
            } catch (RetryLaterException e) {
                if (closed) {
                    throw e;
                }
                awaitSignal(Long.MAX_VALUE);
            }
        }
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
