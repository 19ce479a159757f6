package org.dupcheck.bench.open;

import java.time.Duration;
import org.dupcheck.bench.measure.ServeDatabase;
import org.dupcheck.bench.measure.Waiting;

/** What a serve has still to do for the submissions that came in. For one thread. */
final class Backlog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String UNDECIDED =
            "select (select count(*) from dupcheck.check_task) - (select count(*) from dupcheck.work_order"
                    + " where state <> 'WAITING_CHECK')";
    private static final String RECHECKS = "select count(*) from dupcheck.recheck";

    private final ServeDatabase database;

    Backlog(String databaseUrl) {
        database = new ServeDatabase(databaseUrl);
    }

    /** Work orders that are not decided. */
    long undecided() {
        return database.number(UNDECIDED);
    }

    /** Returns when each work order is decided and nothing is to be checked again. */
    void awaitRest() {
        Waiting.until(
                "a node without anything to do",
                PATIENCE,
                500,
                () -> undecided() <= 0 && database.number(RECHECKS) == 0);
    }

    @Override
    public void close() {
        database.close();
    }
}
