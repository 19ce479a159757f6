package org.dupcheck.notifier.due;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifeline;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off some kinds of what is due, on a fixed number of threads of its own: what hangs in one lane holds up nothing in
 * another, and no more than a portion of each kind waits in memory. Looks at once when signalled, and otherwise at a fixed interval.
 */
public final class DueLane implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(DueLane.class);

    private final String name;
    private final Map<DueKind, DueHandler> handlers;
    private final DueSettings settings;
    private final Store store;
    private final DueMeters meters;
    private final Drain drain;
    private final Lifeline lifeline;
    private final ReceiverShares shares;
    private final Map<DueKind, Claims> claims = new EnumMap<>(DueKind.class);
    private final List<Thread> threads = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private long signals;
    private volatile boolean closed;

    /**
     * Works only once started.
     *
     * @param name in a word or two, as in "commands": of its threads, and in the log
     * @param handlers by what they do
     * @param drain whether anything is begun
     */
    public DueLane(
            String name,
            Map<DueKind, DueHandler> handlers,
            DueSettings settings,
            Store store,
            MeterRegistry meters,
            Drain drain) {
        this(name, handlers, settings, store, meters, drain, Set::of);
    }

    /**
     * The same where servers of others are called. With a portion of 1 none of them has more than half of the threads.
     *
     * @param suspended those that nothing is to go to for now; asked often
     */
    public DueLane(
            String name,
            Map<DueKind, DueHandler> handlers,
            DueSettings settings,
            Store store,
            MeterRegistry meters,
            Drain drain,
            Supplier<Set<String>> suspended) {
        this.name = name;
        this.handlers = Map.copyOf(handlers);
        this.settings = settings;
        this.store = store;
        this.meters = new DueMeters(meters, handlers.keySet());
        this.drain = drain;
        this.shares = new ReceiverShares(settings.workers(), suspended);
        handlers.keySet().forEach(kind -> claims.put(kind, new Claims(store, kind, settings, shares)));
        this.lifeline = new Lifeline("working off " + name);
        for (int i = 1; i <= settings.workers(); i++) {
            threads.add(new Thread(lifeline.guard(this::run), "dupcheck-notifier-" + name + "-" + i));
        }
    }

    @Override
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Something has become due; returns at once. */
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
    @Override
    public Health health() {
        return lifeline.health();
    }

    /**
     * Works off what is due now, on the caller's thread.
     *
     * @return how many, those that failed included
     */
    public int workOff() {
        int handled = 0;
        boolean found = true;
        while (found) {
            found = false;
            for (Claims claimed : claims.values()) {
                if (!closed && handleOne(claimed)) {
                    found = true;
                    handled++;
                }
            }
        }
        return handled;
    }

    private boolean handleOne(Claims claimed) {
        Optional<Drain.Work> begun = drain.enter(name);
        if (begun.isEmpty()) {
            claimed.release();
            return false;
        }
        Drain.Work work = begun.get();
        try (work) {
            Optional<Due> next = claimed.next();
            next.ifPresent(this::work);
            return next.isPresent();
        }
    }

    private void work(Due due) {
        try {
            settle(due, handle(due));
            meters.handled(due);
        } finally {
            if (shares.leave(due)) {
                signal(); // a thread that found nothing it may begin looks again
            }
        }
    }

    private Next handle(Due due) {
        try {
            return handlers.getOrDefault(due.kind(), unknown -> Next.DONE).handle(due);
        } catch (RuntimeException e) {
            Duration pause = settings.pauseAfter(due.attempts());
            LOG.warn(
                    "{} of {} waits for {} after attempt {}: {}",
                    due.kind(),
                    due.subject(),
                    pause,
                    due.attempts(),
                    e.toString());
            meters.failed(due);
            return Next.again(pause);
        }
    }

    private void settle(Due due, Next next) {
        if (next == Next.SETTLED) {
            return;
        }
        Duration pause = next.pause();
        store.run(tables -> {
            boolean unused =
                    pause == null ? tables.due().done(due) : tables.due().again(due, pause);
        });
    }

    private void run() {
        long seen = 0;
        while (!closed) {
            try {
                workOff();
            } catch (RuntimeException e) {
                LOG.warn("{} wait: {}", name, e.toString());
            }
            seen = awaitSignal(seen);
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
            return signals;
        } catch (InterruptedException e) {
            closed = true; // only close interrupts
            return signals;
        } finally {
            lock.unlock();
        }
    }

    /** Lets what is being done come to its end, for a while; what is cut off then is due again when its lease is over. */
    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            something.signalAll();
        } finally {
            lock.unlock();
        }
        long end = System.nanoTime() + settings.closeTimeout().toNanos();
        for (Thread thread : threads) {
            join(thread, end);
        }
        claims.values().forEach(this::release);
    }

    private void release(Claims claimed) {
        try {
            claimed.release();
        } catch (RuntimeException e) {
            LOG.warn("{} are due again only once their leases are over: {}", name, e.toString());
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
