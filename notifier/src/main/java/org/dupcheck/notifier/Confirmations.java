package org.dupcheck.notifier;

import java.sql.SQLException;
import java.util.Optional;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** The applicants' decisions as they came in, and what came of them. The first decision on a verdict stands. */
final class Confirmations {
    /**
     * One that came to nothing makes room for a later one: a document that was withdrawn and sent again unchanged may
     * get the same verdict again. A repeated event is no later one.
     */
    private static final String RECORD = """
            insert into confirmation as c
                   (verdict_id, business_type, business_id, decision, reason, user_id, occurred_at, outcome)
            select verdict_id, business_type, business_id, ?, ?, ?, ?, 'PENDING' from verdict
             where verdict_id = ? and business_type = ? and business_id = ?
                on conflict (verdict_id) do update
               set decision = excluded.decision, reason = excluded.reason, user_id = excluded.user_id,
                   occurred_at = excluded.occurred_at, outcome = 'PENDING'
             where c.outcome = 'STALE' and c.occurred_at < excluded.occurred_at
            """;

    private static final String KNOWN =
            "select 1 from verdict where verdict_id = ? and business_type = ? and business_id = ?";

    private static final String PENDING =
            "select decision, reason, user_id from confirmation where verdict_id = ? and outcome = 'PENDING'";

    private static final String SETTLE =
            "update confirmation set outcome = ? where verdict_id = ? and outcome = 'PENDING'";

    /** A decision whose effect is not yet settled. */
    record Pending(
            String verdictId,
            Decision decision,
            @Nullable String reason,
            @Nullable String userId) {}

    /** What came of a decision; the names are what {@code confirmation.outcome} holds. */
    enum Outcome {
        APPLIED,
        STALE
    }

    /**
     * Keeps the decision, unless there is one on this verdict.
     *
     * @return false where this document never had such a verdict
     */
    boolean record(Session session, ConfirmationEvent event) throws SQLException {
        int recorded = session.update(
                RECORD,
                event.decision().name(),
                event.reason(),
                event.userId(),
                event.occurredAt(),
                event.verdictId(),
                event.businessType(),
                event.businessId());
        return recorded > 0
                || session.queryOne(KNOWN, row -> true, event.verdictId(), event.businessType(), event.businessId())
                        .isPresent();
    }

    Optional<Pending> pending(Session session, String verdictId) throws SQLException {
        return session.queryOne(
                PENDING,
                row -> new Pending(
                        verdictId,
                        Decision.valueOf(row.getString("decision")),
                        row.getString("reason"),
                        row.getString("user_id")),
                verdictId);
    }

    void settle(Session session, String verdictId, Outcome outcome) throws SQLException {
        session.update(SETTLE, outcome.name(), verdictId);
    }
}
