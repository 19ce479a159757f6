package org.dupcheck.check;

import java.time.Clock;
import java.time.Duration;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes submitted texts and the applicant's data once their time is up. Several nodes may do so at once. */
final class SubmissionRetention implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionRetention.class);

    /** Rows of one transaction; locks are held for that long. */
    static final int BATCH = 500;

    private static final String DELETE = """
            delete from submission where (business_type, business_id, revision) in (
                select business_type, business_id, revision from submission
                where retain_until < ? order by retain_until limit ? for update skip locked)
            """;

    private final Database database;
    private final Clock clock;
    private final RecurringTask task;

    SubmissionRetention(Database database, Clock clock, Duration interval) {
        this.database = database;
        this.clock = clock;
        this.task = new RecurringTask("deleting submitted texts", "dupcheck-retention", interval, this::run);
    }

    @Override
    public void start() {
        task.start();
    }

    private void run() {
        try {
            long deleted = deleteExpired();
            if (deleted > 0) {
                LOG.info("{} submitted texts deleted, their time was up", deleted);
            }
        } catch (RetryLaterException e) {
            LOG.info("submitted texts are looked through at the next turn: {}", e.getMessage());
        } catch (RuntimeException e) {
            // an exception that leaves the task would end the turns for good
            LOG.warn("submitted texts cannot be looked through", e);
        }
    }

    /** Ends with the first batch that is not full: at most what had expired at the start. */
    long deleteExpired() {
        long deleted = 0;
        int batch = BATCH;
        while (batch == BATCH && !task.isClosed()) {
            batch = database.inTransaction(session -> session.update(DELETE, clock.instant(), BATCH));
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
