package org.dupcheck.store.reviews;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.verdicts.VerdictBody;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * A checked submission as a line of a list.
 *
 * @param id of the check, which names its place among those of the same figure
 * @param applicant user id; null where none is known, or once its retention has passed
 * @param containment 0 to 1
 * @param longestRun tokens
 * @param sources reference documents that it overlaps
 * @param largestSource title of the largest of them; null without any
 * @param largestShare containment by that one alone, 0 to 1
 * @param pending other open submissions with the same text
 * @param signals traces of disguise, and of text that was not checked
 * @param changesBehind changes of the reference set since the verdict's corpus version, 0 or more
 * @param submittedAt when this revision was first seen
 * @param orderState null where the work order has none yet
 * @param decidedBy user id of the reviewer who decided last, on this verdict or one before; null for nobody
 * @param decidedByName what that one was called then; null for nobody
 */
public record ReviewLine(
        long id,
        BusinessKey key,
        long revision,
        @Nullable String title,
        @Nullable String applicant,
        String verdictId,
        ResultState resultState,
        double containment,
        int longestRun,
        int sources,
        @Nullable String largestSource,
        double largestShare,
        int pending,
        int signals,
        long corpusVersion,
        long changesBehind,
        Instant submittedAt,
        @Nullable WorkOrderState orderState,
        ReviewState review,
        @Nullable String decidedBy,
        @Nullable String decidedByName) {
    /** Columns of the check {@code t}, its verdict {@code v}, its submission {@code s} and its work order {@code w}. */
    static final String COLUMNS = "t.id, t.business_type, t.business_id, t.revision, t.title, s.user_id, t.verdict_id,"
            + " t.result_state, t.containment, coalesce(v.longest_run, (v.body ->> 'longestRun')::int) as longest_run,"
            + " coalesce(v.sources, json_array_length(v.body -> 'matches')) as sources,"
            + " case when v.sources is null then v.body #>> '{matches,0,title}' else v.largest_source end as largest_source,"
            + " coalesce(v.largest_share, (v.body #>> '{matches,0,containment}')::float8, 0) as largest_share,"
            + " coalesce(v.pending, json_array_length(v.body -> 'pending'), 0) as pending,"
            + " coalesce(v.signals, json_array_length(v.body -> 'signals'), 0) as signals,"
            + " v.corpus_version, " + VerdictBody.CHANGES_BEHIND + ", t.create_time, w.state as order_state,"
            + " t.review_state, t.decided_by, (select r.user_name from verdict_review r"
            + " where r.verdict_id = t.decided_verdict_id and r.user_id = t.decided_by"
            + " order by r.number desc limit 1) as decided_by_name";

    static ReviewLine read(ResultSet row) throws SQLException {
        String orderState = row.getString("order_state");
        return new ReviewLine(
                row.getLong("id"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getLong("revision"),
                row.getString("title"),
                row.getString("user_id"),
                row.getString("verdict_id"),
                ResultState.ofCode(row.getInt("result_state")),
                row.getDouble("containment"),
                row.getInt("longest_run"),
                row.getInt("sources"),
                row.getString("largest_source"),
                row.getDouble("largest_share"),
                row.getInt("pending"),
                row.getInt("signals"),
                row.getLong("corpus_version"),
                row.getLong("changes_behind"),
                Session.instant(row, "create_time"),
                orderState == null ? null : WorkOrderState.valueOf(orderState),
                ReviewState.ofCode(row.getInt("review_state")),
                row.getString("decided_by"),
                row.getString("decided_by_name"));
    }
}
