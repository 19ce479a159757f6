package org.dupcheck.check.recheck;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.check.checking.Checker;
import org.dupcheck.check.pending.OpenSettings;
import org.dupcheck.check.references.ChangedDocuments;
import org.dupcheck.check.references.StatisticsEpochs;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.engine.Statistics;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.open.PercolationState.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every change of the reference set against the open submissions, and asks for a recheck of those that it may touch.
 * Each change is handled by one node, whichever comes first; how far that is stands in the database.
 *
 * <p>No submission falls between two chairs. Here the corpus version is read first and the open submissions after it. A
 * check stores its verdict first and asks for the corpus version after it ({@link Checker}). So of a verdict and a change
 * at the same time at least one side sees the other.
 */
public final class Percolation implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(Percolation.class);

    /** Changed documents of one transaction. */
    private static final int PORTION = 64;

    private final Store store;
    private final JsonCodec codec;
    private final Clock clock;
    private final OpenTexts open;
    private final StatisticsEpochs epochs;
    private final RecurringTask task;
    private volatile int watched;

    public Percolation(
            Store store,
            JsonCodec codec,
            Clock clock,
            OpenSettings settings,
            StatisticsEpochs epochs,
            MeterRegistry meters,
            Drain drain) {
        this.store = store;
        this.codec = codec;
        this.clock = clock;
        this.open = new OpenTexts(store, codec, clock, settings);
        this.epochs = epochs;
        this.task = new RecurringTask(
                "holding changes of the reference set against open submissions",
                "dupcheck-percolation",
                settings.interval(),
                this::turn,
                drain);
        Gauge.builder("dupcheck.open.submissions", this, percolation -> percolation.watched)
                .description("open submissions that this node knows")
                .register(meters);
    }

    @Override
    public void start() {
        task.start();
    }

    private void turn() {
        try {
            boolean more = true;
            while (more && !task.isHalted()) {
                more = step();
            }
        } catch (RetryLaterException e) {
            LOG.info("changes of the reference set wait for their turn: {}", e.getMessage());
        }
    }

    /** Handles one portion of changes; returns whether there may be another one. */
    public boolean step() {
        Standing standing = store.read(tables -> tables.percolation().standing());
        // also without a change, so that there is little to read when one comes
        open.refresh(reopened ->
                store.run(tables -> tables.recheckRequests().of(reopened, 0, standing.corpus(), clock.instant())));
        watched = open.size();
        if (standing.isLevel()) {
            return false;
        }
        Statistics statistics = epochs.inForce();
        return store.inTransaction(tables -> {
            Optional<Long> from = tables.percolation().claim();
            return from.isPresent() && percolate(tables, from.get(), standing.corpus(), statistics);
        });
    }

    private boolean percolate(Tables tables, long from, long to, Statistics statistics) {
        if (from >= to) {
            return percolated(tables, from);
        }
        ChangedDocuments changes = ChangedDocuments.between(tables, codec, from, to, PORTION);
        Map<BusinessKey, Integer> touched = open.touchedBy(changes.keys(), changes.inForce(), statistics);
        return put(tables, touched, from, changes.reached(), changes.reached() < to);
    }

    /** All that was seen here is done by another node, or the reference set was put back by hand. */
    private boolean percolated(Tables tables, long from) {
        long now = tables.percolation().standing().corpus();
        if (from > now) {
            tables.rechecks().capVersions(now);
            return put(tables, open.all(), 0, now, false); // nobody knows what has changed
        }
        return from < now;
    }

    private boolean put(Tables tables, Map<BusinessKey, Integer> touched, long from, long reached, boolean more) {
        tables.recheckRequests().of(touched, from, reached, clock.instant());
        tables.percolation().advance(reached);
        LOG.debug("corpus version {} touches {} open submissions", reached, touched.size());
        return more;
    }

    @Override
    public Health health() {
        return task.health();
    }

    @Override
    public void close() {
        task.close();
    }
}
