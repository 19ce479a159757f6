package org.dupcheck.store.workorders;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;

/**
 * The states of the work orders, with their history. Who changes one holds the lock of the document's check
 * ({@link #lockCheck}). A verdict's and a decision's change tell whether they changed the state: a repeated event finds that
 * it did not, and then nothing else is due either.
 */
public final class WorkOrders {
    /** A work order has a handful of changes; one that has more is shown with its newest. */
    private static final int MAX_HISTORY = 1_000;

    /**
     * A verdict's outcome takes the order over from an older revision. At the same revision it does so only where the
     * order waits for a decision on another verdict, or where the submission was withdrawn and sent again; not where the
     * applicant has withdrawn it by a decision on this very verdict.
     */
    private static final String BEGIN = """
            with changed as (
                insert into work_order as w
                       (business_type, business_id, work_order_id, revision, verdict_id, state, updated_at)
                values (?, ?, ?, ?, ?, ?, ?)
                    on conflict (business_type, business_id) do update
                   set work_order_id = excluded.work_order_id, revision = excluded.revision,
                       verdict_id = excluded.verdict_id, state = excluded.state, updated_at = excluded.updated_at,
                       declined_verdict_id = case when w.revision = excluded.revision then w.declined_verdict_id end,
                       told_verdict_id = null
                 where w.revision < excluded.revision
                    or w.revision = excluded.revision and (
                           w.state = 'AWAITING_CONFIRMATION' and w.verdict_id <> excluded.verdict_id
                        or w.state = 'WITHDRAWN' and w.declined_verdict_id is distinct from excluded.verdict_id
                           and not exists (
                               select from confirmation c
                                where c.verdict_id = excluded.verdict_id
                                  and c.decision = 'WITHDRAW' and c.outcome = 'APPLIED'))
             returning *)
            """;

    private static final String DECIDE = """
            with changed as (
                update work_order set state = ?, updated_at = ?, declined_verdict_id = ?
                 where business_type = ? and business_id = ? and revision = ? and verdict_id = ?
                   and state = 'AWAITING_CONFIRMATION'
             returning *)
            """;

    private static final String WITHDRAW = """
            with changed as (
                update work_order set state = 'WITHDRAWN', updated_at = ?
                 where business_type = ? and business_id = ? and revision <= ? and state = 'AWAITING_CONFIRMATION'
             returning *)
            """;

    /** A withdrawal of the submission overtakes the applicant's own: sent again, it begins anew. */
    private static final String FORGET_DECLINED = """
            update work_order set declined_verdict_id = null
             where business_type = ? and business_id = ? and revision <= ? and state = 'WITHDRAWN'
            """;

    private static final String WITH_HISTORY = """
            , history as (
                insert into work_order_history
                       (business_type, business_id, work_order_id, revision, verdict_id, state, reason, user_id, at)
                select business_type, business_id, work_order_id, revision, verdict_id, state, ?, ?, updated_at
                  from changed
                    on conflict do nothing)
            select work_order_id from changed
            """;

    private static final String BEGUN =
            "select revision, verdict_id from work_order where business_type = ? and business_id = ?";

    private static final String TOLD = """
            select w.state, w.declined_verdict_id is not null as declined, v.verdict_id, v.result_state,
                   cast(v.body ->> 'containment' as double precision) as containment,
                   exists (select from json_array_elements_text(v.body -> 'confirmationReasons') r
                            where r = 'PENDING') as pending
              from work_order w join verdict v on v.verdict_id = coalesce(w.told_verdict_id, w.verdict_id)
             where w.business_type = ? and w.business_id = ? and w.revision = ?
            """;

    private static final String SET_TOLD =
            "update work_order set told_verdict_id = ? where business_type = ? and business_id = ? and revision = ?";

    private static final String SUBMITTED = """
            select work_order_id, title, user_id, phone, locale from submission
             where business_type = ? and business_id = ? and revision = ?
            """;

    private static final String FIND = """
            select business_type, business_id, revision, verdict_id, state, updated_at from work_order
             where work_order_id = ? order by updated_at desc, business_type, business_id limit 1
            """;

    private static final String HISTORY = """
            select * from (select id, revision, verdict_id, state, reason, user_id, at from work_order_history
                            where work_order_id = ? order by id desc limit ?) newest order by id
            """;

    private static final String FORGET_PERSONS = """
            update work_order_history set reason = null, user_id = null where id in (
                select id from work_order_history
                 where at < ? and (reason is not null or user_id is not null)
                 order by at limit ? for update skip locked)
            """;

    private final Sql sql;

    public WorkOrders(Sql sql) {
        this.sql = sql;
    }

    /** Takes the lock of a document's check to the end of the transaction, and reads its row. */
    public Optional<CurrentCheck> lockCheck(BusinessKey key) {
        return sql.queryOne(CurrentCheck.LOCK, CurrentCheck::of, key.businessType(), key.businessId());
    }

    /** What was submitted as that revision. Where the row has gone because its time was up, there is nobody to tell. */
    public Submitted submitted(BusinessKey key, long revision) {
        return sql.queryOne(
                        SUBMITTED,
                        row -> {
                            String title = row.getString("title");
                            return new Submitted(
                                    key,
                                    revision,
                                    row.getString("work_order_id"),
                                    title == null || title.isBlank() ? key.businessId() : title,
                                    row.getString("user_id"),
                                    row.getString("phone"),
                                    row.getString("locale"));
                        },
                        key.businessType(),
                        key.businessId(),
                        revision)
                .orElseGet(() -> new Submitted(key, revision, key.toString(), key.businessId(), null, null, null));
    }

    /** The state that a verdict leads to by itself. That verdict counts as told: see {@link #setTold}. */
    public boolean begin(Submitted submitted, String verdictId, WorkOrderState state, Instant now) {
        return sql.queryOne(
                        BEGIN + WITH_HISTORY,
                        row -> row.getString(1),
                        submitted.key().businessType(),
                        submitted.key().businessId(),
                        submitted.workOrderId(),
                        submitted.revision(),
                        verdictId,
                        state.name(),
                        now,
                        null,
                        null)
                .isPresent();
    }

    /** Empty where that revision has no order yet. */
    public Optional<ToldVerdict> told(BusinessKey key, long revision) {
        return sql.queryOne(
                TOLD,
                row -> new ToldVerdict(
                        WorkOrderState.valueOf(row.getString("state")),
                        row.getBoolean("declined"),
                        row.getString("verdict_id"),
                        ResultState.ofCode(row.getInt("result_state")),
                        row.getDouble("containment"),
                        row.getBoolean("pending")),
                key.businessType(),
                key.businessId(),
                revision);
    }

    /** The verdict that the applicant was last told of, which may be another one than the order rests on. */
    public void setTold(BusinessKey key, long revision, String verdictId) {
        sql.update(SET_TOLD, verdictId, key.businessType(), key.businessId(), revision);
    }

    /** Whether the verdict's own event has been handled. */
    public boolean hasBegun(BusinessKey key, long revision, String verdictId) {
        return sql.queryOne(
                        BEGUN,
                        row -> row.getLong(1) == revision && verdictId.equals(row.getString(2)),
                        key.businessType(),
                        key.businessId())
                .orElse(false);
    }

    /**
     * The state that the applicant's decision leads to, where one is awaited on this verdict.
     *
     * @return the work order's id, which stays known when the submission's row has gone
     */
    public Optional<String> decide(
            BusinessKey key, long revision, PendingDecision decision, WorkOrderState state, Instant now) {
        return sql.queryOne(
                DECIDE + WITH_HISTORY,
                row -> row.getString(1),
                state.name(),
                now,
                state == WorkOrderState.WITHDRAWN ? decision.verdictId() : null,
                key.businessType(),
                key.businessId(),
                revision,
                decision.verdictId(),
                decision.reason(),
                decision.userId());
    }

    /** Takes back an order of this or an older revision that has not been submitted. */
    public void withdraw(BusinessKey key, long revision, Instant now) {
        sql.update(FORGET_DECLINED, key.businessType(), key.businessId(), revision);
        sql.query(
                WITHDRAW + WITH_HISTORY,
                row -> row.getString(1),
                now,
                key.businessType(),
                key.businessId(),
                revision,
                null,
                null);
    }

    /** The newest, should several business documents name the same work order. */
    public Optional<WorkOrder> find(String workOrderId) {
        return sql.queryOne(
                FIND,
                row -> new WorkOrder(
                        new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                        row.getLong("revision"),
                        row.getString("verdict_id"),
                        WorkOrderState.valueOf(row.getString("state")),
                        Session.instant(row, "updated_at")),
                workOrderId);
    }

    /** Oldest first. */
    public List<WorkOrderChange> history(String workOrderId) {
        return sql.query(
                HISTORY,
                row -> new WorkOrderChange(
                        WorkOrderState.valueOf(row.getString("state")),
                        row.getLong("revision"),
                        row.getString("verdict_id"),
                        row.getString("reason"),
                        row.getString("user_id"),
                        Session.instant(row, "at")),
                workOrderId,
                MAX_HISTORY);
    }

    /**
     * Takes person and reason out of the histories of work orders.
     *
     * @return out of how many changes, at most {@code limit}
     */
    public int forgetPersons(Instant before, int limit) {
        return sql.update(FORGET_PERSONS, before, limit);
    }
}
