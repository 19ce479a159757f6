package org.dupcheck.store.workorders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The work orders, with their history. Who changes one holds the lock of the document's check ({@link #lockCheck}), reads the
 * order, lets {@link WorkOrder} say where an event leads to, and writes that: no condition on a state stands in a statement.
 */
public final class WorkOrders {
    /** A work order has a handful of changes; one that has more is shown with its newest. */
    private static final int MAX_HISTORY = 1_000;

    private static final int MAX_OF_A_NAME = 100;

    /**
     * The time of a change, of the row {@code w}: later than that of the change before, whatever the clock of a node shows. Who
     * hears of changes knows their order by it.
     */
    private static final String LATER = "greatest(excluded.updated_at, w.updated_at + interval '1 microsecond')";

    /**
     * After a {@code begun} with the columns of the document and the revision: the check has begun, so the order waits for it.
     * A check begins anew at the same revision only after a withdrawal or a failure: then what was told is no longer so.
     * {@link WorkOrder#isBefore} tells the same of an order that a node of an older version did not write so. Parameters: the
     * id of the order, and now.
     */
    public static final String SENT = """
            , ordered as (
                insert into work_order as w (business_type, business_id, work_order_id, revision, state, updated_at)
                select business_type, business_id, cast(? as text), revision, 'WAITING_CHECK', cast(? as timestamptz)
                  from begun
                    on conflict (business_type, business_id) do update
                   set work_order_id = excluded.work_order_id, revision = excluded.revision, state = excluded.state,
                       verdict_id = null, declined_verdict_id = null, updated_at = %1$s,
                       told_verdict_id = case when w.revision < excluded.revision then w.told_verdict_id end
                 where w.revision < excluded.revision or w.state <> 'WAITING_CHECK'
                returning *),
            sent as (
                insert into work_order_history
                       (business_type, business_id, work_order_id, revision, state, at)
                select business_type, business_id, work_order_id, revision, state, updated_at from ordered)
            """.formatted(LATER);

    private static final String COLUMNS = """
            business_type, business_id, work_order_id, revision, state, verdict_id, declined_verdict_id,
            told_verdict_id, command_id, updated_at""";

    private static final String ORDER =
            "select " + COLUMNS + " from work_order where business_type = ? and business_id = ?";

    private static final String WRITE =
            "with written as (insert into work_order as w (" + COLUMNS + """
            ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (business_type, business_id) do update
               set work_order_id = excluded.work_order_id, revision = excluded.revision, state = excluded.state,
                   verdict_id = excluded.verdict_id, declined_verdict_id = excluded.declined_verdict_id,
                   told_verdict_id = excluded.told_verdict_id, command_id = excluded.command_id,
                   updated_at = %s
            returning *)
            insert into work_order_history
                   (business_type, business_id, work_order_id, revision, verdict_id, state, reason, user_id, at)
            select business_type, business_id, work_order_id, revision, verdict_id, state, ?, ?, updated_at from written
            """.formatted(LATER);

    private static final String SET_TOLD =
            "update work_order set told_verdict_id = ?, asked_verdict_id = null where business_type = ? and business_id = ?";

    private static final String SET_ASKED = """
            update work_order set told_verdict_id = ?, asked_verdict_id = ?, questions = questions + 1
             where business_type = ? and business_id = ?
            """;

    private static final String QUESTIONS =
            "select questions from work_order where business_type = ? and business_id = ?";

    private static final String HAS_DEADLINE =
            "select 1 from due where kind in ('REMINDER', 'EXPIRY') and subject = any (?::text[]) limit 1";

    private static final String SET_COMMAND =
            "update work_order set command_id = ? where business_type = ? and business_id = ?";

    private static final String SUBMITTED = """
            select work_order_id, title, user_id, phone, locale from submission
             where business_type = ? and business_id = ? and revision = ?
            """;

    private static final String FIND = "select " + COLUMNS + """
             from work_order where work_order_id = ? order by updated_at desc, business_type, business_id limit ?
            """;

    private static final String HISTORY = """
            select * from (select id, revision, verdict_id, state, reason, user_id, at from work_order_history
                            where work_order_id = ? and business_type = ? and business_id = ?
                            order by id desc limit ?) newest order by id
            """;

    private static final String FORGET_WHO_WITHDREW = """
            update check_task set withdrawn_by = null
             where business_type = ? and business_id = ?
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

    /** Who had the withdrawal sent is noted; the row needs it no longer. */
    public void forgetWhoWithdrew(BusinessKey key) {
        sql.update(FORGET_WHO_WITHDREW, key.businessType(), key.businessId());
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

    /** The order of a document; empty where nothing of it was ever sent. */
    public Optional<WorkOrder> order(BusinessKey key) {
        return sql.queryOne(ORDER, WorkOrders::order, key.businessType(), key.businessId());
    }

    /**
     * Writes a new state, and adds it to the history.
     *
     * @param reason that somebody gave for it
     * @param userId of who decided; null where nobody did
     */
    public void write(WorkOrder order, @Nullable String reason, @Nullable String userId) {
        sql.update(
                WRITE,
                order.key().businessType(),
                order.key().businessId(),
                order.workOrderId(),
                order.revision(),
                order.state().name(),
                order.verdictId(),
                order.declinedVerdictId(),
                order.toldVerdictId(),
                order.commandId(),
                order.updatedAt(),
                reason,
                userId);
    }

    private static WorkOrder order(ResultSet row) throws SQLException {
        return new WorkOrder(
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getString("work_order_id"),
                row.getLong("revision"),
                WorkOrderState.valueOf(row.getString("state")),
                row.getString("verdict_id"),
                row.getString("declined_verdict_id"),
                row.getString("told_verdict_id"),
                row.getString("command_id"),
                Session.instant(row, "updated_at"));
    }

    /** Empty where the applicant was told of none, what was told is no longer true, or it was told to somebody else. */
    public Optional<ToldVerdict> told(BusinessKey key) {
        return sql.queryOne(ToldVerdict.SELECT, ToldVerdict::of, key.businessType(), key.businessId());
    }

    /**
     * The applicant knows of that verdict, and no question is open: it was told, or decided on. It may be another one than the
     * order rests on.
     */
    public void setTold(BusinessKey key, String verdictId) {
        sql.update(SET_TOLD, verdictId, key.businessType(), key.businessId());
    }

    /** The applicant is asked about that verdict, and a new round of the question begins. */
    public void setAsked(BusinessKey key, String verdictId) {
        sql.update(SET_ASKED, verdictId, verdictId, key.businessType(), key.businessId());
    }

    /** How often the applicant has been asked about the document: it tells the rounds of a question apart. */
    public int questions(BusinessKey key) {
        return sql.queryOne(QUESTIONS, row -> row.getInt(1), key.businessType(), key.businessId())
                .orElse(0);
    }

    /** Whether a reminder or an end of a time to decide is scheduled as one of these. */
    public boolean hasDeadline(Collection<String> subjects) {
        return sql.queryOne(HAS_DEADLINE, row -> true, sql.texts(subjects, subject -> subject))
                .isPresent();
    }

    /** The SUBMIT that the business module has; null where it has none. */
    public void setCommand(BusinessKey key, @Nullable String commandId) {
        sql.update(SET_COMMAND, commandId, key.businessType(), key.businessId());
    }

    /** Those of that name, the newest first, 100 at most: nothing keeps several business documents from naming the same one. */
    public List<WorkOrder> find(String workOrderId) {
        return sql.query(FIND, WorkOrders::order, workOrderId, MAX_OF_A_NAME);
    }

    /** Of that document's work under that name, oldest first. */
    public List<WorkOrderChange> history(WorkOrder order) {
        return sql.query(
                HISTORY,
                row -> new WorkOrderChange(
                        WorkOrderState.valueOf(row.getString("state")),
                        row.getLong("revision"),
                        row.getString("verdict_id"),
                        row.getString("reason"),
                        row.getString("user_id"),
                        Session.instant(row, "at")),
                order.workOrderId(),
                order.key().businessType(),
                order.key().businessId(),
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
