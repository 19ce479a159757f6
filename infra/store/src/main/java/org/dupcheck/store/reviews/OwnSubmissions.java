package org.dupcheck.store.reviews;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Select;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/** What an applicant has submitted, as far as it is kept. */
public final class OwnSubmissions {
    private static final String NAMED =
            "with named as (select distinct business_type, business_id from submission where user_id = ?";

    private static final String LINES = """
            ), own as (
                select n.business_type, n.business_id, s.title from named n cross join lateral (
                    select title, user_id from submission
                     where business_type = n.business_type and business_id = n.business_id and user_id is not null
                     order by revision desc limit 1) s
                 where s.user_id = ?),
            lines as (
                select own.business_type, own.business_id, t.id, t.revision, coalesce(t.title, own.title) as title,
                       t.state, t.result_state, t.verdict_id, t.containment, coalesce(v.sources, 0) as sources,
                       coalesce(v.longest_run, 0) as longest_run, t.error, t.create_time, w.state as order_state,
                       coalesce(w.state = 'AWAITING_CONFIRMATION' and t.state = 2, false) as asks,
                       case when w.state = 'AWAITING_CONFIRMATION'
                            then array(select json_array_elements_text(v.body -> 'confirmationReasons')) end as reasons
                  from own
                  join check_task t on t.business_type = own.business_type and t.business_id = own.business_id
                  left join verdict v on v.verdict_id = t.verdict_id
                  left join work_order w on w.business_type = t.business_type and w.business_id = t.business_id
                                        and w.revision = t.revision)
            select l.*, r.kind as decision, r.note as decision_note
              from lines l left join lateral (
                select kind, note from verdict_review
                 where verdict_id = l.verdict_id and kind in ('ACCEPT', 'RETURN', 'EXPLAIN')
                 order by number desc limit 1) r on true
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
     * @param position where the next page goes on
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
            List<String> reasons,
            Position position) {
        public Line {
            reasons = List.copyOf(reasons);
        }
    }

    /** Where a line stands among a person's. */
    public record Position(boolean asks, Instant submittedAt, long id) {}

    /**
     * A person's documents: those that ask for a decision first, then those submitted last. One that somebody else has submitted
     * since is that one's.
     *
     * @param after where the page before ended; null for the first
     */
    public List<Line> list(String userId, @Nullable Position after, int limit) {
        Select select = new Select(NAMED + LINES, userId, userId);
        if (after != null) {
            select.add(
                    " where (l.asks, l.create_time, l.id) < (?, ?, ?)", after.asks(), after.submittedAt(), after.id());
        }
        select.add(" order by l.asks desc, l.create_time desc, l.id desc limit ?", limit);
        return sql.query(select.text(), OwnSubmissions::line, select.parameters());
    }

    /** One of a person's documents; empty where it is not theirs. */
    public Optional<Line> find(String userId, BusinessKey key) {
        return sql.queryOne(
                NAMED + " and business_type = ? and business_id = ?" + LINES,
                OwnSubmissions::line,
                userId,
                key.businessType(),
                key.businessId(),
                userId);
    }

    private static Line line(ResultSet row) throws SQLException {
        int result = row.getInt("result_state");
        String order = row.getString("order_state");
        String decision = row.getString("decision");
        List<String> reasons = Session.textsOrNull(row, "reasons");
        Instant submittedAt = Session.instant(row, "create_time");
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
                submittedAt,
                order == null ? null : WorkOrderState.valueOf(order),
                decision == null ? null : ReviewDecision.valueOf(decision),
                row.getString("decision_note"),
                reasons == null ? List.of() : reasons,
                new Position(row.getBoolean("asks"), submittedAt, row.getLong("id")));
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
