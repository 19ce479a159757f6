package org.dupcheck.check;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.checks.PreChecks;
import org.dupcheck.store.checks.SubmissionChecks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what was checked once its time is up. Several nodes may do so at once. */
final class CheckRetention implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRetention.class);

    /** Rows of one transaction; locks are held for that long. */
    static final int BATCH = 500;

    private final SubmissionChecks submissions;
    private final PreChecks preChecks;
    private final RecurringTask task;

    CheckRetention(SubmissionChecks submissions, PreChecks preChecks, Duration interval) {
        this.submissions = submissions;
        this.preChecks = preChecks;
        this.task = new RecurringTask("deleting checked texts", "dupcheck-retention", interval, this::run);
    }

    @Override
    public void start() {
        task.start();
    }

    private void run() {
        try {
            long deleted = deleteExpired();
            if (deleted > 0) {
                LOG.info("{} checked texts, pre-checks and their verdicts deleted, their time was up", deleted);
            }
        } catch (RetryLaterException e) {
            LOG.info("checked texts are looked through at the next turn: {}", e.getMessage());
        } catch (RuntimeException e) {
            // an exception that leaves the task would end the turns for good
            LOG.warn("checked texts cannot be looked through", e);
        }
    }

    long deleteExpired() {
        return inBatches(submissions::deleteExpiredTexts)
                + inBatches(preChecks::deleteExpired)
                + inBatches(preChecks::deleteExpiredVerdicts);
    }

    /** Ends with the first batch that is not full: at most what had expired at the start. */
    private long inBatches(IntUnaryOperator delete) {
        long deleted = 0;
        int batch = BATCH;
        while (batch == BATCH && !task.isClosed()) {
            batch = delete.applyAsInt(BATCH);
            deleted += batch;
        }
        return deleted;
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
