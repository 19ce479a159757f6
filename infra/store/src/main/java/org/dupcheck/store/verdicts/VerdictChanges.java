package org.dupcheck.store.verdicts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Tells which verdicts came, changed or went since an earlier look, for those who keep copies. One statement, so all that it
 * tells is of one moment. Thread-safe.
 *
 * <p>The moment is a snapshot of PostgreSQL. A change is new if and only if its transaction was not to be seen in the
 * snapshot before: it began later, or was under way then. So a transaction that is open for long neither hides what others
 * commit, nor makes a look tell it twice.
 */
public final class VerdictChanges {
    /** Changes of each kind that one look tells; where there are more, it says so. */
    static final int MOST = 10_000;

    private static final String SEEN = "select cast(pg_current_snapshot() as text) as snapshot,"
            + " cast(pg_postmaster_start_time() as text) as server_start,"
            + " (select version from corpus_state) as version";

    /** With two ends and an order, so that the plan is a look-up whatever the statistics say. */
    private static final String BEGUN_SINCE = """
            (select verdict_id, business_type, business_id from %s
              where changed_by >= pg_snapshot_xmax(cast(cast(? as text) as pg_snapshot))
                and changed_by < pg_snapshot_xmax(pg_current_snapshot())
              order by changed_by limit %d)
            """;

    private static final String UNDER_WAY_THEN = """
            (select verdict_id, business_type, business_id from %s
              where changed_by = any(array(select pg_snapshot_xip(cast(cast(? as text) as pg_snapshot))))
                and changed_by >= pg_snapshot_xmin(cast(cast(? as text) as pg_snapshot))
                and changed_by < pg_snapshot_xmax(cast(cast(? as text) as pg_snapshot))
              order by changed_by limit %d)
            """;

    private static final String SINCE = SEEN + ", c.verdict_id, c.business_type, c.business_id"
            + " from (select 1) one left join lateral (" + changes("verdict") + " union all " + changes("verdict_gone")
            + ") c on true";

    private static final int PARAMETERS =
            (int) SINCE.chars().filter(c -> c == '?').count();

    private final Database database;

    public VerdictChanges(Database database) {
        this.database = database;
    }

    private static String changes(String table) {
        return BEGUN_SINCE.formatted(table, MOST + 1) + " union all " + UNDER_WAY_THEN.formatted(table, MOST + 1);
    }

    /** A verdict that is new, was changed by hand, or is gone. */
    public record Change(String verdictId, BusinessKey key) {}

    /**
     * What is to be seen at one moment.
     *
     * @param snapshot names the moment
     * @param serverStart when the database's server was started; another one may know less than was seen before
     * @param corpusVersion the newest one
     * @param changes empty for a first look; one may be told twice
     * @param whole whether all changes are told, and the moment follows that of the look before
     */
    public record Look(String snapshot, String serverStart, long corpusVersion, List<Change> changes, boolean whole) {
        private boolean follows(Look before) {
            return serverStart.equals(before.serverStart) && next(snapshot) >= next(before.snapshot);
        }

        /** The number that the next transaction gets. */
        private static long next(String snapshot) {
            return Long.parseLong(snapshot.split(":", -1)[1]);
        }
    }

    /**
     * Looks. Throws as {@link Database#read} does.
     *
     * @param before null for a first look, which is whole
     */
    public Look look(@Nullable Look before) {
        List<Change> changes = new ArrayList<>();
        List<Look> rows = database.read(session -> {
            if (before == null) {
                return session.query(SEEN, row -> seen(row, changes));
            }
            Object[] since = Collections.nCopies(PARAMETERS, before.snapshot).toArray();
            return session.query(SINCE, row -> read(row, changes), since);
        });
        Look look = rows.get(0);
        boolean whole = before == null || (changes.size() <= MOST && look.follows(before));
        return new Look(
                look.snapshot, look.serverStart, look.corpusVersion, whole ? List.copyOf(changes) : List.of(), whole);
    }

    private static Look read(ResultSet row, List<Change> changes) throws SQLException {
        String verdictId = row.getString("verdict_id");
        if (verdictId != null) {
            changes.add(new Change(
                    verdictId, new BusinessKey(row.getString("business_type"), row.getString("business_id"))));
        }
        return seen(row, changes);
    }

    private static Look seen(ResultSet row, List<Change> changes) throws SQLException {
        return new Look(
                row.getString("snapshot"), row.getString("server_start"), row.getLong("version"), changes, true);
    }
}
