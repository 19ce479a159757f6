package org.dupcheck.store.workorders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.topics.LogPosition;
import org.jspecify.annotations.Nullable;

/** The applicants' decisions as they came in, and what came of them. The first decision on a verdict stands. */
public final class Confirmations {
    /**
     * One that came to nothing makes room for a later one: a document that was withdrawn and sent again unchanged may
     * get the same verdict again. A repeated event is no later one, wherever it stands in the topic: it says the same, down to
     * when somebody decided; and one that lost before has lost. What is later the topic says, and not the clocks of gateways. Where a node of an older version has
     * written the row, that is all there is.
     */
    private static final String RECORD =
            """
            insert into confirmation as t
                   (verdict_id, business_type, business_id, decision, reason, user_id, sent_by, occurred_at, recorded_at,
                    outcome, record_partition, record_offset, record_time)
            select verdict_id, business_type, business_id, ?, ?, ?, ?, ?, ?,
                   case when coalesce(cast(? as text), content_hash) <> content_hash then 'STALE' else 'PENDING' end,
                   ?, ?, ? from verdict
             where verdict_id = ? and business_type = ? and business_id = ?
                on conflict (verdict_id) do update
               set decision = excluded.decision, reason = excluded.reason, user_id = excluded.user_id,
                   sent_by = excluded.sent_by, occurred_at = excluded.occurred_at, recorded_at = excluded.recorded_at, outcome = excluded.outcome,
                   record_partition = excluded.record_partition, record_offset = excluded.record_offset,
                   record_time = excluded.record_time
             where t.outcome = 'STALE'
               and (t.decision, t.occurred_at) is distinct from (excluded.decision, excluded.occurred_at)
               and (t.lost_time is null or %s)
               and (%s or (t.record_time is null and t.occurred_at < excluded.occurred_at))
            returning outcome
            """.formatted(LogPosition.isBeforeExcluded("lost"), LogPosition.ROW_IS_BEFORE_EXCLUDED);

    /**
     * What stands where a decision was not recorded. What stands first in the topic wins: a decision of before the one that
     * stands is a repeated one, which came to nothing at its time. The newest that lost is noted, and nobody is told of one up to
     * it twice.
     */
    private static final String STANDING =
            """
            select t.decision, t.outcome,
                   (t.record_time is null or %s) and (t.lost_time is null or %s) as is_new
              from verdict v left join confirmation t on t.verdict_id = v.verdict_id
             cross join (select cast(? as integer) as record_partition, cast(? as bigint) as record_offset,
                                cast(? as timestamptz) as record_time) excluded
             where v.verdict_id = ? and v.business_type = ? and v.business_id = ?
            """.formatted(LogPosition.ROW_IS_BEFORE_EXCLUDED, LogPosition.isBeforeExcluded("lost"));

    private static final String NOTE_LOST =
            "update confirmation set lost_partition = ?, lost_offset = ?, lost_time = ? where verdict_id = ?";

    private static final String REVISION_OF = "select revision from verdict where verdict_id = ?";

    private static final String PENDING_ON = """
            select verdict_id, decision, reason, user_id, sent_by from confirmation where verdict_id = ? and outcome = 'PENDING'
            """;

    private static final String PENDING_LIKE = """
            select c.verdict_id, c.decision, c.reason, c.user_id, c.sent_by
              from confirmation c join verdict v on v.verdict_id = c.verdict_id join verdict n on n.verdict_id = ?
             where c.business_type = ? and c.business_id = ? and c.outcome = 'PENDING'
               and %s
             order by c.recorded_at, c.verdict_id limit 1
            """.formatted(SameAnswer.of("v", "n"));

    private static final String PENDING_WITHDRAWAL = """
            select c.verdict_id, c.decision, c.reason, c.user_id, c.sent_by
              from confirmation c join verdict v on v.verdict_id = c.verdict_id join verdict n on n.verdict_id = ?
             where c.business_type = ? and c.business_id = ? and c.outcome = 'PENDING' and c.decision = 'WITHDRAW'
               and v.content_hash = n.content_hash and (c.verdict_id = n.verdict_id or %s)
             order by c.recorded_at, c.verdict_id limit 1
            """.formatted(SameApplicant.of("v", "n"));

    private static final String SET_OUTCOME =
            "update confirmation set outcome = ? where verdict_id = ? and outcome = 'PENDING'";

    private static final String CLOSE_PENDING = """
            update confirmation set outcome = 'STALE'
             where business_type = ? and business_id = ? and outcome = 'PENDING'
            returning verdict_id, decision, reason, user_id, sent_by
            """;

    /** Of the content, as the same text has another verdict in each revision, and a decision counts on any of them. */
    private static final String REOPEN = """
            update confirmation c set outcome = 'STALE'
              from verdict v join verdict n on n.business_type = v.business_type and n.business_id = v.business_id
               and n.content_hash = v.content_hash
             where n.verdict_id = ? and c.verdict_id = v.verdict_id and c.outcome = 'APPLIED'
            """;

    /**
     * The reasons stand in the verdict; older verdicts have none, and then duplicates were the only reason. A verdict counts
     * as the current one as long as the newest submission has its content, and, once that is checked, its findings.
     */
    private static final String CONTEXT = """
            select v.business_type, v.business_id, v.revision, v.mode, v.content_hash,
                   v.result_state = 1 or coalesce(json_array_length(v.body -> 'confirmationReasons'), 0) > 0 as asks,
                   coalesce(t.verdict_id = v.verdict_id
                            or t.mode = 'SUBMIT' and t.hash = v.content_hash
                               and (t.state in (0, 1, 4)
                                    or t.state = 2 and (select same_findings(n.body, v.body) from verdict n
                                                         where n.verdict_id = t.verdict_id)), false) as is_current,
                   t.verdict_id as newest,
                   case when w.revision = t.revision and (v.revision = t.revision or w.verdict_id = t.verdict_id)
                        then w.state end as order_state,
                   c.decision, c.outcome
              from verdict v
              left join check_task t on t.business_type = v.business_type and t.business_id = v.business_id
              left join work_order w on w.business_type = v.business_type and w.business_id = v.business_id
              left join confirmation c on c.verdict_id = v.verdict_id
             where v.verdict_id = ?
            """;

    private static final String PURGE = """
            delete from confirmation where verdict_id in (
                select verdict_id from confirmation
                 where recorded_at < ? order by recorded_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public Confirmations(Sql sql) {
        this.sql = sql;
    }

    /**
     * Keeps the decision, unless there is one on this verdict.
     *
     * @param sentBy who had it sent; null where that is not known
     * @param position of the event in its topic
     */
    public Recorded record(ConfirmationEvent event, @Nullable String sentBy, LogPosition position, Instant now) {
        Optional<String> outcome = sql.queryOne(
                RECORD,
                row -> row.getString(1),
                event.decision().name(),
                event.reason(),
                event.userId(),
                sentBy,
                event.occurredAt(),
                now,
                event.contentHash(),
                position.partition(),
                position.offset(),
                position.time(),
                event.verdictId(),
                event.businessType(),
                event.businessId());
        return outcome.map(of -> of.equals(DecisionOutcome.STALE.name()) ? Recorded.OTHER : Recorded.RECORDED)
                .orElseGet(() -> standing(event, position));
    }

    /** What a decision is that was not recorded. */
    private Recorded standing(ConfirmationEvent event, LogPosition position) {
        Recorded standing = sql.queryOne(
                        STANDING,
                        row -> {
                            String decision = row.getString("decision");
                            boolean lost = decision != null
                                    && row.getBoolean("is_new")
                                    && !decision.equals(event.decision().name())
                                    && !DecisionOutcome.STALE.name().equals(row.getString("outcome"));
                            return lost ? Recorded.OTHER : Recorded.SAME;
                        },
                        position.partition(),
                        position.offset(),
                        position.time(),
                        event.verdictId(),
                        event.businessType(),
                        event.businessId())
                .orElse(Recorded.UNKNOWN);
        if (standing == Recorded.OTHER) {
            sql.update(NOTE_LOST, position.partition(), position.offset(), position.time(), event.verdictId());
        }
        return standing;
    }

    /** The revision that a verdict is about; empty where that is kept no longer. */
    public Optional<Long> revisionOf(String verdictId) {
        return sql.queryOne(REVISION_OF, row -> row.getLong(1), verdictId);
    }

    /** The decision on just this verdict, where there is one that waits. */
    public Optional<PendingDecision> pendingOn(String verdictId) {
        return sql.queryOne(PENDING_ON, Confirmations::pending, verdictId);
    }

    /**
     * The decision on a document that counts for this verdict, where there is one that waits: on itself, or on one of the same
     * content with the same findings.
     */
    public Optional<PendingDecision> pendingLike(BusinessKey key, String verdictId) {
        return sql.queryOne(PENDING_LIKE, Confirmations::pending, verdictId, key.businessType(), key.businessId());
    }

    /** The applicant's decision not to submit this content that waits, if there is one: it counts whatever was found in it. */
    public Optional<PendingDecision> pendingWithdrawal(BusinessKey key, String verdictId) {
        return sql.queryOne(
                PENDING_WITHDRAWAL, Confirmations::pending, verdictId, key.businessType(), key.businessId());
    }

    private static PendingDecision pending(ResultSet row) throws SQLException {
        return new PendingDecision(
                row.getString("verdict_id"),
                Decision.valueOf(row.getString("decision")),
                row.getString("reason"),
                row.getString("user_id"),
                row.getString("sent_by"));
    }

    public void setOutcome(String verdictId, DecisionOutcome outcome) {
        sql.update(SET_OUTCOME, outcome.name(), verdictId);
    }

    /**
     * What was decided about the document, and waits, comes to nothing.
     *
     * @return those decisions
     */
    public List<PendingDecision> closePending(BusinessKey key) {
        return sql.query(CLOSE_PENDING, Confirmations::pending, key.businessType(), key.businessId());
    }

    /** The question is asked once more: what was decided before on a verdict about this content binds nobody any more. */
    public void reopen(String verdictId) {
        sql.update(REOPEN, verdictId);
    }

    /**
     * Deletes decisions recorded before that time. What they led to stays in the work order.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }

    /** Empty where there is no such verdict. */
    public Optional<DecisionContext> context(String verdictId) {
        return sql.queryOne(
                CONTEXT,
                row -> {
                    String order = row.getString("order_state");
                    String decision = row.getString("decision");
                    String outcome = row.getString("outcome");
                    return new DecisionContext(
                            new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                            row.getLong("revision"),
                            Mode.valueOf(row.getString("mode")),
                            row.getString("content_hash"),
                            row.getBoolean("asks"),
                            row.getBoolean("is_current"),
                            row.getString("newest"),
                            order == null ? null : WorkOrderState.valueOf(order),
                            decision == null ? null : Decision.valueOf(decision),
                            outcome == null ? null : DecisionOutcome.valueOf(outcome));
                },
                verdictId);
    }
}
