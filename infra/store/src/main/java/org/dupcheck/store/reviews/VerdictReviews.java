package org.dupcheck.store.reviews;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.workorders.SameAnswer;
import org.jspecify.annotations.Nullable;

/** What reviewers did about verdicts. Rows are only added; the database itself refuses anything else. */
public final class VerdictReviews {
    private static final String LOCK = """
            select business_type, business_id, mode from verdict where verdict_id = ? for no key update
            """;

    private static final String NEWEST = """
            select verdict_id from verdict where business_type = ? and business_id = ? and mode = 'SUBMIT'
             order by mode desc, revision desc, created_at desc, verdict_id desc limit 1
            """;

    private static final String ACTS =
            "select " + ReviewAct.COLUMNS + " from verdict_review where verdict_id = ? order by number";

    private static final String ADD = "insert into verdict_review (verdict_id, " + ReviewAct.COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String DECIDED = """
            update check_task set decided_verdict_id = ?, decision = ?, decided_by = ?
             where business_type = ? and business_id = ?
            """;

    private static final String DECISION_ON = "select " + ReviewAct.COLUMNS
            + " from verdict_review where verdict_id = %s and kind in ('ACCEPT', 'RETURN', 'EXPLAIN')"
            + " order by number desc limit 1";

    private static final String DECISION = DECISION_ON.formatted("?");

    private static final String LAST = "select t.decided_verdict_id, r.* from check_task t cross join lateral ("
            + DECISION_ON.formatted("t.decided_verdict_id") + ") r where t.business_type = ? and t.business_id = ?";

    private static final String COUNTING = "select r.* from check_task t"
            + " join verdict d on d.verdict_id = t.decided_verdict_id join verdict n on n.verdict_id = ?"
            + " cross join lateral (" + DECISION_ON.formatted("d.verdict_id") + ") r"
            + " where t.business_type = ? and t.business_id = ? and " + SameAnswer.of("d", "n");

    private static final String NAMES = """
            select distinct on (user_id) user_id, user_name from verdict_review where verdict_id = any(?)
             order by user_id, acted_at desc
            """;

    private static final String WITH_EXCLUSIONS =
            "select distinct verdict_id from verdict_review where verdict_id = any(?) and kind = 'EXCLUDE'";

    private static final String COUNTS = "select body from passage_count where verdict_id = ?";

    private static final String KEEP_COUNTS = """
            insert into passage_count (verdict_id, counted_at, body) values (?, ?, cast(? as json))
            on conflict (verdict_id) do nothing
            """;

    private final Sql sql;

    public VerdictReviews(Sql sql) {
        this.sql = sql;
    }

    /**
     * A verdict, held until the transaction ends: who acts on it next sees what was done here.
     *
     * @param newest the id of the document's newest verdict of a submission; null where there is none
     */
    public record Held(BusinessKey key, Mode mode, @Nullable String newest) {}

    /** Waits for whoever acts on the verdict at the moment. Empty where there is no such verdict. */
    public Optional<Held> hold(String verdictId) {
        return sql.queryOne(
                        LOCK,
                        row -> new Held(
                                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                                Mode.valueOf(row.getString("mode")),
                                null),
                        verdictId)
                .map(held -> new Held(held.key, held.mode, newest(held.key).orElse(null)));
    }

    /** The id of the newest verdict of a document's submissions. */
    public Optional<String> newest(BusinessKey key) {
        return sql.queryOne(NEWEST, row -> row.getString(1), key.businessType(), key.businessId());
    }

    /** All of a verdict, in their order. */
    public List<ReviewAct> acts(String verdictId) {
        return sql.query(ACTS, ReviewAct::read, verdictId);
    }

    /** Adds an act to a verdict that is held; its number is the one after the last. */
    public void add(String verdictId, ReviewAct act) {
        ReviewTarget target = act.target();
        sql.update(
                ADD,
                verdictId,
                act.number(),
                act.kind().name(),
                act.userId(),
                act.userName(),
                act.actedAt(),
                act.note(),
                target == null ? null : target.documentType(),
                target == null ? null : target.documentId(),
                target == null ? null : target.section(),
                target == null ? null : target.start(),
                target == null ? null : target.end());
    }

    /** Has the desk know of the decision that stands on a document's verdict now. */
    public void decided(BusinessKey key, String verdictId, ReviewDecision decision, String userId) {
        sql.update(DECIDED, verdictId, decision.name(), userId, key.businessType(), key.businessId());
    }

    /** The decision that stands on a verdict. */
    public Optional<ReviewAct> decisionOn(String verdictId) {
        return sql.queryOne(DECISION, ReviewAct::read, verdictId);
    }

    /**
     * The decision that was taken last on any verdict of a document, where it counts for this one: it stands on it, or on one
     * that says the same of the same text.
     */
    public Optional<ReviewAct> decisionCountingFor(BusinessKey key, String verdictId) {
        return sql.queryOne(COUNTING, ReviewAct::read, verdictId, key.businessType(), key.businessId());
    }

    /** A decision, and the verdict that it stands on. */
    public record Decided(String verdictId, ReviewAct act) {}

    /** The decision that was taken last on any verdict of a document. */
    public Optional<Decided> lastDecision(BusinessKey key) {
        return sql.queryOne(
                LAST,
                row -> new Decided(row.getString("decided_verdict_id"), ReviewAct.read(row)),
                key.businessType(),
                key.businessId());
    }

    /** The names of those who acted on some verdicts, by user id: as they were called when they acted last. */
    public Map<String, String> names(Collection<String> verdictIds) {
        Map<String, String> names = new HashMap<>();
        sql.query(
                NAMES,
                row -> names.put(row.getString("user_id"), row.getString("user_name")),
                sql.texts(verdictIds, id -> id));
        return names;
    }

    /** Those of some verdicts of which something was left out; it may count again since. */
    public List<String> withExclusions(Collection<String> verdictIds) {
        return sql.query(WITH_EXCLUSIONS, row -> row.getString(1), sql.texts(verdictIds, id -> id));
    }

    /** How many tokens lie between the borders of a verdict's passages, as JSON; empty where nobody has counted. */
    public Optional<String> counts(String verdictId) {
        return sql.queryOne(COUNTS, row -> row.getString(1), verdictId);
    }

    /** Keeps it; what was counted first stays. */
    public void keepCounts(String verdictId, String json, Instant now) {
        sql.update(KEEP_COUNTS, verdictId, now, json);
    }
}
