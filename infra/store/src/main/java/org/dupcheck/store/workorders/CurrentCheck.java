package org.dupcheck.store.workorders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/**
 * The check of a business document as its row says now. The row's lock, held to the end of the transaction, is the fence:
 * no newer revision can begin, and no other node can handle an event of this document, until what was decided by this
 * row is committed.
 *
 * @param contentHash of what was submitted; null after a withdrawal
 * @param resultState of the stored verdict; null without one
 * @param clean whether the stored verdict itself says that nothing speaks against submitting
 * @param reasons why it does not, as far as this version knows the reasons
 * @param containment of the stored verdict, 0 to 1; 0 without one
 * @param matches number of reference documents in the stored verdict; 0 without one
 * @param error why the last try failed, which names the try; null unless one did
 * @param withdrawnBy who had the withdrawal sent, until that is noted; null where it is not known
 */
public record CurrentCheck(
        long revision,
        @Nullable String contentHash,
        CheckState state,
        Mode mode,
        @Nullable String verdictId,
        @Nullable ResultState resultState,
        boolean clean,
        List<ConfirmationReason> reasons,
        double containment,
        int matches,
        @Nullable String error,
        @Nullable String withdrawnBy) {
    /**
     * The verdict is read in the list of columns and not by a join: where the lock had to be waited for, the database
     * evaluates only the former again on the row as it is then.
     */
    static final String LOCK = """
            select revision, hash, state, mode, verdict_id, result_state, error, withdrawn_by, result ->> 'containment' as containment,
                   case json_typeof(result -> 'matches') when 'array' then json_array_length(result -> 'matches') end
                       as matches,
                   case json_typeof(result -> 'confirmationReasons') when 'array' then
                       array(select json_array_elements_text(result -> 'confirmationReasons')) end as reasons
              from check_task where business_type = ? and business_id = ? for update
            """;

    static CurrentCheck of(ResultSet row) throws SQLException {
        List<String> names = Session.textsOrNull(row, "reasons");
        return new CurrentCheck(
                row.getLong("revision"),
                row.getString("hash"),
                CheckState.ofCode(row.getInt("state")),
                Mode.valueOf(row.getString("mode")),
                row.getString("verdict_id"),
                row.getInt("result_state") == 0 ? null : ResultState.ofCode(row.getInt("result_state")),
                row.getInt("result_state") == ResultState.NONE.code() && names != null && names.isEmpty(),
                known(names == null ? List.of() : names),
                row.getDouble("containment"),
                row.getInt("matches"),
                row.getString("error"),
                row.getString("withdrawn_by"));
    }

    /** Whether a reviewer has to agree. */
    public boolean needsReview() {
        return reasons.contains(ConfirmationReason.REVIEW);
    }

    /** A reason that a newer version has written makes the order wait; it only has no words here. */
    private static List<ConfirmationReason> known(List<String> names) {
        List<ConfirmationReason> reasons = new ArrayList<>();
        for (ConfirmationReason reason : ConfirmationReason.values()) {
            if (names.contains(reason.name())) {
                reasons.add(reason);
            }
        }
        return reasons;
    }

    /** Whether this is the end of a real submission with a verdict. */
    public boolean hasAnswered() {
        return state == CheckState.FINISHED && mode == Mode.SUBMIT && verdictId != null;
    }

    /** Whether there will be another end of it: it is being checked, or waits for that. */
    public boolean isUnderWay() {
        return state == CheckState.QUEUED || state == CheckState.RUNNING || state == CheckState.SUPERSEDED;
    }
}
