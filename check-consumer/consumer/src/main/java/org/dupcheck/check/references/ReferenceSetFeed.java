package org.dupcheck.check.references;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.Lifeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the reference index at the corpus version of the database: loads it at start, follows every change in the
 * background, and at once when a check asks for a version that is not there yet.
 */
public final class ReferenceSetFeed implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceSetFeed.class);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final ReferenceSetLoader loader;
    private final StatisticsEpochs epochs;
    private final Duration pollInterval;
    private final Duration saveInterval;
    private final Runnable whenLoaded;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /** Held by whoever brings the index up to date; the others wait for the result. */
    private final ReentrantLock feeding = new ReentrantLock();

    /** Of the feed's thread alone. */
    private long lastSettledNanos;

    private volatile boolean loaded;
    private volatile @Nullable String trouble;
    private final Lifeline lifeline = new Lifeline("following the reference set");

    /**
     * @param saveInterval how often the index is merged and kept on disk while the reference set changes
     * @param whenLoaded run once, on the feed's thread, when the index has caught up for the first time
     */
    public ReferenceSetFeed(
            ReferenceSetLoader loader,
            StatisticsEpochs epochs,
            Duration pollInterval,
            Duration saveInterval,
            MeterRegistry meters,
            Runnable whenLoaded) {
        this.loader = loader;
        this.epochs = epochs;
        this.pollInterval = pollInterval;
        this.saveInterval = saveInterval;
        this.whenLoaded = whenLoaded;
        this.thread = new Thread(lifeline.guard(this::follow), "dupcheck-reference-feed");
        this.thread.setDaemon(true);
        Gauge.builder(
                        "dupcheck.index.version",
                        loader,
                        source -> source.current().version())
                .description("corpus version of the reference index")
                .register(meters);
        Gauge.builder(
                        "dupcheck.index.documents",
                        loader,
                        source -> source.current().view().documentCount())
                .description("reference documents in the index")
                .register(meters);
    }

    @Override
    public void start() {
        thread.start();
    }

    /**
     * The reference set at that version or a later one of the same history; asks the database where it is not there yet,
     * or is not known to be of that history.
     *
     * @throws RetryLaterException where the database is away, or is put back to an earlier version meanwhile
     */
    public ReferenceSet atLeast(CorpusVersion version) {
        ReferenceSet set = loader.current();
        if (loader.reaches(version)) {
            return set;
        }
        feeding.lock();
        try {
            // reading holds what the index has against the history of the database
            set = loader.reaches(version) ? loader.current() : loader.catchUp();
            if (set.version() < version.number()) {
                throw new RetryLaterException(
                        "corpus version " + version.number() + " is gone: the database's is " + set.version(), null);
            }
            return set;
        } finally {
            feeding.unlock();
        }
    }

    /** Whatever ends it before its time is told: nobody would follow the reference set, or consume, any more. */
    private void follow() {
        Duration pause = pollInterval;
        while (!stopped(pause)) {
            try {
                feeding.lock();
                try {
                    loader.catchUp();
                } finally {
                    feeding.unlock();
                }
                // without the lock: a check that asks for the newest version does not wait for it
                epochs.renewIfDue(loader.current().view());
                trouble = null;
                pause = pollInterval;
            } catch (RuntimeException e) {
                report(e);
                pause = pause.multipliedBy(2).compareTo(MAX_BACK_OFF) < 0 ? pause.multipliedBy(2) : MAX_BACK_OFF;
                continue;
            }
            if (!loaded) {
                loaded = true;
                LOG.info(
                        "reference set loaded: {} documents, corpus version {}",
                        loader.current().view().documentCount(),
                        loader.current().version());
                whenLoaded.run();
                // at once: to read it all again is what keeping it spares, but nobody need wait for it
                keepAndCompact();
            }
            if (System.nanoTime() - lastSettledNanos >= saveInterval.toNanos()) {
                keepAndCompact();
            }
        }
        // no merging any more: whoever stops it waits
        loader.keep();
    }

    /** Without {@link #feeding}: a check that asks for the newest version does not wait for the disk. */
    private void keepAndCompact() {
        try {
            loader.keepAndCompact();
        } catch (RuntimeException e) {
            // as it is, it is looked through more slowly, and right
            LOG.warn("the pages of the reference index could not be merged: {}", e.toString());
        }
        lastSettledNanos = System.nanoTime();
    }

    /** Whether it is time to stop, asked after a pause; the first load does not wait. */
    private boolean stopped(Duration pause) {
        boolean first = !loaded && trouble == null;
        try {
            return stop.await(first ? 0 : pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Only once for the same trouble in a row. The exception's message may hold a value of a row, its type does not. */
    private void report(RuntimeException e) {
        String message = e instanceof RetryLaterException
                ? String.valueOf(e.getMessage())
                : e.getClass().getName();
        if (!message.equals(trouble)) {
            LOG.warn("the reference set cannot be followed, trying again: {}", message);
        }
        trouble = message;
    }

    @Override
    public Health health() {
        if (!lifeline.holds()) {
            return lifeline.health();
        }
        String problem = trouble;
        if (!loaded) {
            return Health.down("loading the reference set: " + loader.documents() + " documents so far"
                    + (problem == null ? "" : "; " + problem));
        }
        return problem == null ? Health.UP : Health.down("the reference set is not followed: " + problem);
    }

    @Override
    public void close() {
        stop.countDown();
        if (Thread.currentThread() == thread || !thread.isAlive()) {
            return;
        }
        try {
            thread.join(STOP_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
