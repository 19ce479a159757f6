package org.dupcheck.check;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the reference index at the corpus version of the database: loads it at start, follows every change in the
 * background, and at once when a check asks for a version that is not there yet.
 *
 * <p>Checks see only states that were reached as a whole. The changes after a version are read in one snapshot but
 * applied in bounded portions; in between, the index lacks documents that the snapshot already shows at a later version,
 * so those in-between states are never handed out.
 */
final class ReferenceSetFeed implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceSetFeed.class);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final ReferenceChanges changes;
    private final ReferenceIndex index;
    private final SourceDirectory directory = new SourceDirectory();
    private final Duration pollInterval;
    private final Runnable whenLoaded;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /** Held by whoever brings the index up to date; the others wait for the result. */
    private final ReentrantLock feeding = new ReentrantLock();

    private volatile ReferenceSet current;
    private volatile boolean loaded;
    private volatile @Nullable String trouble;

    /** @param whenLoaded run once, on the feed's thread, when the index has caught up for the first time */
    ReferenceSetFeed(
            ReferenceChanges changes,
            ReferenceIndex index,
            Duration pollInterval,
            MeterRegistry meters,
            Runnable whenLoaded) {
        this.changes = changes;
        this.index = index;
        this.pollInterval = pollInterval;
        this.whenLoaded = whenLoaded;
        this.current = new ReferenceSet(index.view(), directory.current());
        this.thread = new Thread(this::follow, "dupcheck-reference-feed");
        this.thread.setDaemon(true);
        Gauge.builder("dupcheck.index.version", this, feed -> feed.current.version())
                .description("corpus version of the reference index")
                .register(meters);
        Gauge.builder(
                        "dupcheck.index.documents",
                        this,
                        feed -> feed.current.view().documentCount())
                .description("reference documents in the index")
                .register(meters);
    }

    @Override
    public void start() {
        thread.start();
    }

    /**
     * The reference set at that version or a later one; waits for the database where it is not there yet.
     *
     * @throws org.dupcheck.runtime.database.DatabaseUnavailableException where the database is away
     */
    ReferenceSet atLeast(long version) {
        ReferenceSet set = current;
        if (set.version() >= version) {
            return set;
        }
        feeding.lock();
        try {
            if (current.version() < version) {
                catchUp();
            }
            if (current.version() < version) {
                throw new IllegalStateException("corpus version " + version + " is gone: the database's is "
                        + current.version() + "; restart the check role after a restore");
            }
            return current;
        } finally {
            feeding.unlock();
        }
    }

    private void follow() {
        Duration pause = pollInterval;
        while (!stopped(pause)) {
            try {
                feeding.lock();
                try {
                    catchUp();
                } finally {
                    feeding.unlock();
                }
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
                        current.view().documentCount(),
                        current.version());
                whenLoaded.run();
            }
        }
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

    /** Needs {@link #feeding}. What was applied before a failure stays applied; the next call goes on from there. */
    private void catchUp() {
        long target = changes.readAfter(index.view().corpusVersion(), portion -> {
            // first the directory: a document in the index always has its title
            directory.advance(portion.sources());
            index.apply(portion.changes(), portion.version());
        });
        if (target > current.version()) {
            current = new ReferenceSet(index.view(), directory.current());
        }
    }

    @Override
    public Health health() {
        String problem = trouble;
        if (!loaded) {
            return Health.down("loading the reference set: " + directory.size() + " documents so far"
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
