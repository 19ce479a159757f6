package org.dupcheck.store.checks;

import java.time.Clock;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.runtime.database.Database;

/** The statements on a claimed row that both tables of checks have. */
abstract class FencedRows implements CheckTable {
    final Database database;
    final Clock clock;
    private final String progress;
    private final String supersede;
    private final String putBack;
    private final String fail;

    /** @param owned what makes a row that of a claim, with the key, the revision and the attempt as parameters */
    FencedRows(Database database, Clock clock, String table, String owned) {
        this.database = database;
        this.clock = clock;
        String update = "update " + table + " set ";
        this.progress = update + "pages_done = ?, pages_total = ?, update_time = ?" + owned;
        this.supersede = update + "state = 4, update_time = ?" + owned;
        this.putBack = update + "state = 0, pages_done = 0, update_time = ?" + owned;
        this.fail = update + "state = 3, error = ?, update_time = ?" + owned;
    }

    /** The values of the key's columns, in their order. */
    abstract Object[] columns(CheckKey key);

    @Override
    public boolean progress(Claim claim, int pagesDone, int pagesTotal) {
        return update(progress, claim, pagesDone, pagesTotal, clock.instant());
    }

    @Override
    public void supersede(Claim claim) {
        update(supersede, claim, clock.instant());
    }

    @Override
    public void putBack(Claim claim) {
        update(putBack, claim, clock.instant());
    }

    @Override
    public boolean fail(Claim claim, String reason) {
        return update(fail, claim, reason, clock.instant());
    }

    private boolean update(String sql, Claim claim, Object... values) {
        Parameters parameters = new Parameters(values).and(columns(claim.key())).and(claim.revision(), claim.attempt());
        return database.inTransaction(session -> session.update(sql, parameters.values()) == 1);
    }
}
