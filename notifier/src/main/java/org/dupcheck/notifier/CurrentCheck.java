package org.dupcheck.notifier;

import java.sql.SQLException;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/**
 * The check of a business document as its row says now. The row's lock, held to the end of the transaction, is the fence:
 * no newer revision can begin, and no other node can handle an event of this document, until what was decided by this
 * row is committed.
 */
record CurrentCheck(
        long revision,
        CheckState state,
        Mode mode,
        @Nullable String verdictId,
        @Nullable ResultState resultState) {
    private static final String LOCK = """
            select revision, state, mode, verdict_id, result_state from check_task
             where business_type = ? and business_id = ? for update
            """;

    static Optional<CurrentCheck> lock(Session session, BusinessKey key) throws SQLException {
        return session.queryOne(
                LOCK,
                row -> {
                    int resultState = row.getInt("result_state");
                    return new CurrentCheck(
                            row.getLong("revision"),
                            CheckState.ofCode(row.getInt("state")),
                            Mode.valueOf(row.getString("mode")),
                            row.getString("verdict_id"),
                            resultState == 0 ? null : ResultState.ofCode(resultState));
                },
                key.businessType(),
                key.businessId());
    }

    /** Whether this is the verdict that counts now. */
    boolean hasVerdict(String id) {
        return state == CheckState.FINISHED && id.equals(verdictId);
    }

    /** Whether the applicant has something to decide: a real submission whose current verdict found duplicates. */
    boolean awaitsDecisionOn(String id) {
        return hasVerdict(id) && mode == Mode.SUBMIT && resultState == ResultState.DUPLICATES;
    }
}
