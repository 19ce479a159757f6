package org.dupcheck.store.workorders;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ResultState;
import org.jspecify.annotations.Nullable;

/**
 * The verdict that the applicant of a work order was last told of, or has decided on since.
 *
 * @param containment of that verdict, 0 to 1
 * @param pending whether other open submissions were a reason to ask
 * @param clean whether it submitted by itself
 * @param same whether the current verdict says just the same of the same content
 * @param asked whether it was told as a question that nobody has answered since
 * @param confirmed the decision by which the applicant submitted on it; null where there was none
 */
public record ToldVerdict(
        String verdictId,
        String contentHash,
        ResultState resultState,
        double containment,
        boolean pending,
        boolean clean,
        boolean same,
        boolean asked,
        @Nullable PendingDecision confirmed) {
    /** Of a document by its key. */
    static final String SELECT = """
            select v.verdict_id, v.content_hash, v.result_state,
                   cast(v.body ->> 'containment' as double precision) as containment,
                   exists (select from json_array_elements_text(v.body -> 'confirmationReasons') r
                            where r = 'PENDING') as pending,
                   v.result_state = 2 and json_array_length(v.body -> 'confirmationReasons') = 0 as clean,
                   v.content_hash = n.content_hash and same_findings(v.body, n.body) as same,
                   coalesce(w.asked_verdict_id = w.told_verdict_id, false) as asked,
                   c.verdict_id is not null as confirmed, c.reason, c.user_id, c.sent_by
              from work_order w join verdict v on v.verdict_id = w.told_verdict_id
              left join check_task t on t.business_type = w.business_type and t.business_id = w.business_id
              left join verdict n on n.verdict_id = t.verdict_id
              left join confirmation c
                on c.verdict_id = v.verdict_id and c.decision = 'CONFIRM' and c.outcome = 'APPLIED'
             where w.business_type = ? and w.business_id = ?
               and (v.revision = t.revision
                    or %s)
            """.formatted(SameApplicant.of("v", "t"));

    static ToldVerdict of(ResultSet row) throws SQLException {
        String verdictId = row.getString("verdict_id");
        PendingDecision confirmed = row.getBoolean("confirmed")
                ? new PendingDecision(
                        verdictId,
                        Decision.CONFIRM,
                        row.getString("reason"),
                        row.getString("user_id"),
                        row.getString("sent_by"))
                : null;
        return new ToldVerdict(
                verdictId,
                row.getString("content_hash"),
                ResultState.ofCode(row.getInt("result_state")),
                row.getDouble("containment"),
                row.getBoolean("pending"),
                row.getBoolean("clean"),
                row.getBoolean("same"),
                row.getBoolean("asked"),
                confirmed);
    }

    /**
     * Whether the question that the current verdict puts is put already, or answered. It is neither where the applicant has
     * decided on another answer, however little other, or was told of the answer when there was nothing to decide.
     */
    public boolean settlesQuestion() {
        return confirmed == null ? asked : same;
    }

    /**
     * Whether the current verdict is news for the applicant.
     *
     * @param moves how far the containment has to move where the text is the same, 0 to 1
     */
    public boolean isOvertakenBy(CurrentCheck next, double moves) {
        return !contentHash.equals(next.contentHash())
                || next.resultState() != resultState
                || next.reasons().contains(ConfirmationReason.PENDING) != pending
                || (!verdictId.equals(next.verdictId()) && Math.abs(next.containment() - containment) >= moves);
    }
}
