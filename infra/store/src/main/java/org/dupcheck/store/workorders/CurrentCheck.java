package org.dupcheck.store.workorders;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictReason;
import org.jspecify.annotations.Nullable;

/**
 * The check of a business document as its row says now. The row's lock, held to the end of the transaction, is the fence:
 * no newer revision can begin, and no other node can handle an event of this document, until what was decided by this
 * row is committed.
 *
 * @param resultState of the stored verdict; null without one
 * @param clean whether the stored verdict itself says that nothing speaks against submitting
 * @param reasons why it does not, as far as this version knows the reasons
 * @param containment of the stored verdict, 0 to 1; 0 without one
 * @param matches number of reference documents in the stored verdict; 0 without one
 * @param reason why the stored verdict was made; null without one, or where this version does not know it
 */
public record CurrentCheck(
        long revision,
        CheckState state,
        Mode mode,
        @Nullable String verdictId,
        @Nullable ResultState resultState,
        boolean clean,
        List<ConfirmationReason> reasons,
        double containment,
        int matches,
        @Nullable VerdictReason reason) {
    /**
     * The verdict is read in the list of columns and not by a join: where the lock had to be waited for, the database
     * evaluates only the former again on the row as it is then.
     */
    static final String LOCK = """
            select revision, state, mode, verdict_id, result_state, result ->> 'containment' as containment,
                   result ->> 'reason' as reason,
                   case json_typeof(result -> 'matches') when 'array' then json_array_length(result -> 'matches') end
                       as matches,
                   case json_typeof(result -> 'confirmationReasons') when 'array' then
                       array(select json_array_elements_text(result -> 'confirmationReasons')) end as reasons
              from check_task where business_type = ? and business_id = ? for update
            """;

    static CurrentCheck of(ResultSet row) throws SQLException {
        List<String> names = names(row.getArray("reasons"));
        return new CurrentCheck(
                row.getLong("revision"),
                CheckState.ofCode(row.getInt("state")),
                Mode.valueOf(row.getString("mode")),
                row.getString("verdict_id"),
                row.getInt("result_state") == 0 ? null : ResultState.ofCode(row.getInt("result_state")),
                row.getInt("result_state") == ResultState.NONE.code() && names != null && names.isEmpty(),
                known(names == null ? List.of() : names),
                row.getDouble("containment"),
                row.getInt("matches"),
                reason(row.getString("reason")));
    }

    private static @Nullable VerdictReason reason(@Nullable String name) {
        for (VerdictReason reason : VerdictReason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return null;
    }

    /** Whether the verdict may have taken the place of another one of the same revision: the world has changed, not the text. */
    public boolean followsAChange() {
        return reason == VerdictReason.CORPUS_CHANGE
                || reason == VerdictReason.POLICY
                || reason == VerdictReason.RECHECK;
    }

    private static @Nullable List<String> names(@Nullable Array array) throws SQLException {
        return array == null ? null : Arrays.asList((String[]) array.getArray());
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

    /** Whether this is the verdict that counts now. */
    public boolean hasVerdict(String id) {
        return state == CheckState.FINISHED && id.equals(verdictId);
    }

    /** Whether the applicant has something to decide: a real submission whose current verdict does not submit by itself. */
    public boolean awaitsDecisionOn(String id) {
        return hasVerdict(id) && mode == Mode.SUBMIT && !clean;
    }
}
