package org.dupcheck.gateway;

import java.sql.SQLException;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** What the gateway reads about the decisions of applicants. */
final class DecisionQueries {
    /** The reasons stand in the verdict; older verdicts have none, and then duplicates were the only reason. */
    private static final String FIND = """
            select v.business_type, v.business_id, v.revision, v.mode,
                   v.result_state = 1 or coalesce(json_array_length(v.body -> 'confirmationReasons'), 0) > 0 as asks,
                   coalesce(t.verdict_id = v.verdict_id, false) as is_current,
                   case when w.verdict_id = v.verdict_id then w.state end as order_state,
                   c.decision, c.outcome
              from verdict v
              left join check_task t on t.business_type = v.business_type and t.business_id = v.business_id
              left join work_order w on w.business_type = v.business_type and w.business_id = v.business_id
              left join confirmation c on c.verdict_id = v.verdict_id
             where v.verdict_id = ?
            """;

    private DecisionQueries() {}

    static Optional<Standing> find(Session session, String verdictId) throws SQLException {
        return session.queryOne(
                FIND,
                row -> {
                    String decision = row.getString("decision");
                    return new Standing(
                            new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                            row.getLong("revision"),
                            Mode.valueOf(row.getString("mode")),
                            row.getBoolean("asks"),
                            row.getBoolean("is_current"),
                            row.getString("order_state"),
                            decision == null ? null : Decision.valueOf(decision),
                            row.getString("outcome"));
                },
                verdictId);
    }

    /**
     * How things stand with one verdict.
     *
     * @param mode what the verdict was made for
     * @param asks whether the verdict asks for a confirmation
     * @param current whether it is the verdict of the document's newest check
     * @param orderState of the work order, where it rests on this verdict
     * @param decision the one made before on this verdict
     * @param outcome of that decision: PENDING, APPLIED, STALE
     */
    record Standing(
            BusinessKey key,
            long revision,
            Mode mode,
            boolean asks,
            boolean current,
            @Nullable String orderState,
            @Nullable Decision decision,
            @Nullable String outcome) {
        boolean submitted() {
            return "SUBMITTED".equals(orderState);
        }

        /** The earlier decision, unless it came to nothing. */
        @Nullable
        Decision standingDecision() {
            return "STALE".equals(outcome) ? null : decision;
        }

        boolean applied() {
            return "APPLIED".equals(outcome);
        }
    }
}
