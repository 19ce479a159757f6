package org.dupcheck.store.reviews;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/** What an applicant has submitted, as far as it is kept. */
public final class OwnSubmissions {
    private static final String LINES = """
            with named as (
                select distinct business_type, business_id from submission where user_id = ?),
            own as (
                select n.business_type, n.business_id, s.title from named n cross join lateral (
                    select title, user_id from submission
                     where business_type = n.business_type and business_id = n.business_id and user_id is not null
                     order by revision desc limit 1) s
                 where s.user_id = ?)
            select own.business_type, own.business_id, t.revision, coalesce(t.title, own.title) as title, t.state,
                   t.result_state, t.verdict_id, t.containment, coalesce(v.sources, 0) as sources,
                   coalesce(v.longest_run, 0) as longest_run, t.error, t.create_time, w.state as order_state,
                   case when w.state = 'AWAITING_CONFIRMATION'
                        then array(select json_array_elements_text(v.body -> 'confirmationReasons')) end as reasons,
                   r.kind as decision, r.note as decision_note
              from own join check_task t on t.business_type = own.business_type and t.business_id = own.business_id
              left join verdict v on v.verdict_id = t.verdict_id
              left join work_order w on w.business_type = t.business_type and w.business_id = t.business_id
                                    and w.revision = t.revision
              left join lateral (
                select kind, note from verdict_review
                 where verdict_id = t.verdict_id and kind in ('ACCEPT', 'RETURN', 'EXPLAIN')
                 order by number desc limit 1) r on true
             order by t.create_time desc, t.id desc limit ?
            """;

    private static final String OWNER = """
            select user_id from submission where business_type = ? and business_id = ? and user_id is not null
             order by revision desc limit 1
            """;

    private static final String KEPT = """
            select revision, work_order_id, phone from submission where business_type = ? and business_id = ?
             order by revision desc limit 1
            """;

    private final Sql sql;

    public OwnSubmissions(Sql sql) {
        this.sql = sql;
    }

    /**
     * The newest revision of a document.
     *
     * @param containment 0 to 1; 0 without a verdict
     * @param sources reference documents that it overlaps
     * @param longestRun tokens in the longest common run; 0 without a verdict
     * @param error why the check failed; null unless it did
     * @param submittedAt when this revision was first seen
     * @param orderState null where the work order has none yet
     * @param decision a reviewer's on this verdict; null for none
     * @param decisionNote what the reviewer says to it
     * @param reasons why a confirmation is asked for, as the verdict names them; empty where none is
     */
    public record Line(
            BusinessKey key,
            long revision,
            @Nullable String title,
            CheckState state,
            @Nullable ResultState resultState,
            @Nullable String verdictId,
            double containment,
            int sources,
            int longestRun,
            @Nullable String error,
            Instant submittedAt,
            @Nullable WorkOrderState orderState,
            @Nullable ReviewDecision decision,
            @Nullable String decisionNote,
            List<String> reasons) {
        public Line {
            reasons = List.copyOf(reasons);
        }
    }

    /** A person's documents, those submitted last first. One that somebody else has submitted since is that one's. */
    public List<Line> newest(String userId, int limit) {
        return sql.query(
                LINES,
                row -> {
                    int result = row.getInt("result_state");
                    String order = row.getString("order_state");
                    String decision = row.getString("decision");
                    List<String> reasons = Session.textsOrNull(row, "reasons");
                    return new Line(
                            new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                            row.getLong("revision"),
                            row.getString("title"),
                            CheckState.ofCode(row.getInt("state")),
                            result == 0 ? null : ResultState.ofCode(result),
                            row.getString("verdict_id"),
                            row.getDouble("containment"),
                            row.getInt("sources"),
                            row.getInt("longest_run"),
                            row.getString("error"),
                            Session.instant(row, "create_time"),
                            order == null ? null : WorkOrderState.valueOf(order),
                            decision == null ? null : ReviewDecision.valueOf(decision),
                            row.getString("decision_note"),
                            reasons == null ? List.of() : reasons);
                },
                userId,
                userId,
                limit);
    }

    /**
     * The newest submission of a document that is kept. A newer one may be on its way, or have been withdrawn before it was
     * checked.
     */
    public record Kept(
            long revision, String workOrderId, @Nullable String phone) {}

    /** Empty where there is none, or its time is up. */
    public Optional<Kept> newestKept(BusinessKey key) {
        return sql.queryOne(
                KEPT,
                row -> new Kept(row.getLong("revision"), row.getString("work_order_id"), row.getString("phone")),
                key.businessType(),
                key.businessId());
    }

    /** Whose document it is: the applicant of its newest submission that names one. */
    public Optional<String> ownerOf(BusinessKey key) {
        return sql.queryOne(OWNER, row -> row.getString("user_id"), key.businessType(), key.businessId());
    }
}
