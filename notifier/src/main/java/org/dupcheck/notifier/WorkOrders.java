package org.dupcheck.notifier;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;

/**
 * The states of the work orders, with their history. Callers hold the lock of the document's check. Every method tells
 * whether it changed the state: a repeated event finds that it did not, and then nothing else is due either.
 */
final class WorkOrders {
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
                       verdict_id = excluded.verdict_id, state = excluded.state, updated_at = excluded.updated_at
                 where w.revision < excluded.revision
                    or w.revision = excluded.revision and (
                           w.state = 'AWAITING_CONFIRMATION' and w.verdict_id <> excluded.verdict_id
                        or w.state = 'WITHDRAWN' and not exists (
                               select from confirmation c
                                where c.verdict_id = excluded.verdict_id
                                  and c.decision = 'WITHDRAW' and c.outcome = 'APPLIED'))
             returning *)
            """;

    private static final String DECIDE = """
            with changed as (
                update work_order set state = ?, updated_at = ?
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

    /** The state that a verdict leads to by itself. */
    boolean begin(Session session, Submitted submitted, String verdictId, WorkOrderState state, Instant now)
            throws SQLException {
        return session.queryOne(
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

    /** Whether the verdict's own event has been handled. */
    boolean hasBegun(Session session, BusinessKey key, long revision, String verdictId) throws SQLException {
        return session.queryOne(
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
    Optional<String> decide(
            Session session,
            BusinessKey key,
            long revision,
            Confirmations.Pending decision,
            WorkOrderState state,
            Instant now)
            throws SQLException {
        return session.queryOne(
                DECIDE + WITH_HISTORY,
                row -> row.getString(1),
                state.name(),
                now,
                key.businessType(),
                key.businessId(),
                revision,
                decision.verdictId(),
                decision.reason(),
                decision.userId());
    }

    /** Takes back an order of this or an older revision that has not been submitted. */
    boolean withdraw(Session session, BusinessKey key, long revision, Instant now) throws SQLException {
        return session.queryOne(
                        WITHDRAW + WITH_HISTORY,
                        row -> row.getString(1),
                        now,
                        key.businessType(),
                        key.businessId(),
                        revision,
                        null,
                        null)
                .isPresent();
    }
}
