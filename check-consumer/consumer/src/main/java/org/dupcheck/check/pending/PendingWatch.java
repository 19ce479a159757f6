package org.dupcheck.check.pending;

import java.time.Clock;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true what verdicts say of other open submissions: where one that is named is withdrawn, decided or has another text,
 * those that name it are checked again. It goes by what the tables say, so nothing is missed, whoever changed them.
 */
public final class PendingWatch implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(PendingWatch.class);

    private final Store store;
    private final OpenComparison comparison;
    private final Clock clock;
    private final RecurringTask task;

    public PendingWatch(Store store, OpenComparison comparison, OpenSettings settings, Clock clock, Drain drain) {
        this.store = store;
        this.comparison = comparison;
        this.clock = clock;
        this.task = new RecurringTask(
                "watching the open submissions that verdicts name",
                "dupcheck-pending",
                settings.interval(),
                this::turn,
                drain);
    }

    @Override
    public void start() {
        task.start();
    }

    private void turn() {
        try {
            step();
        } catch (RetryLaterException e) {
            LOG.info("open submissions that verdicts name are watched again in a moment: {}", e.getMessage());
        }
    }

    /** Looks once. */
    public void step() {
        // where no policy compares, rechecks that the policies asked for take the names out
        if (comparison.refresh()) {
            store.run(tables -> tables.pendingMatches().requestStale(clock.instant()));
        }
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
