package org.dupcheck.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.jspecify.annotations.Nullable;

/**
 * A row of check_task, without the verdict itself.
 *
 * @param submitted whether this revision's work order has been submitted
 */
record CheckRow(
        BusinessKey key,
        long revision,
        Mode mode,
        CheckState state,
        @Nullable ResultState resultState,
        int pagesDone,
        int pagesTotal,
        @Nullable String verdictId,
        @Nullable String error,
        boolean submitted) {
    /** The columns that {@link #read} needs, of a table aliased {@code t}. */
    static final String COLUMNS = "t.business_type, t.business_id, t.revision, t.mode, t.state, t.result_state,"
            + " t.pages_done, t.pages_total, t.verdict_id, t.error,"
            + " exists (select from work_order w where w.business_type = t.business_type"
            + " and w.business_id = t.business_id and w.revision = t.revision and w.state = 'SUBMITTED') as submitted";

    static CheckRow read(ResultSet row) throws SQLException {
        int result = row.getInt("result_state");
        return new CheckRow(
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getLong("revision"),
                Mode.valueOf(row.getString("mode")),
                CheckState.ofCode(row.getInt("state")),
                result == 0 ? null : ResultState.ofCode(result),
                row.getInt("pages_done"),
                row.getInt("pages_total"),
                row.getString("verdict_id"),
                row.getString("error"),
                row.getBoolean("submitted"));
    }

    Check toCheck() {
        return new Check(
                key.businessType(),
                key.businessId(),
                revision,
                mode,
                state,
                resultState,
                pagesDone,
                pagesTotal,
                verdictId,
                error,
                Links.check(key, verdictId));
    }
}
