package org.dupcheck.store.open;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.sql.Sql;

/** Open submissions that are to be checked again: a queue in the database, which all nodes work off. */
public final class Rechecks {
    private static final String WHERE_KEY = " where business_type = ? and business_id = ?";

    /** A node that works at it finds at its end that more was asked for. */
    private static final String ON_CONFLICT = """
                on conflict (business_type, business_id) do update
               set corpus_version = greatest(r.corpus_version, excluded.corpus_version),
                   for_decision = r.for_decision or excluded.for_decision
            """;

    private static final String INSERT = """
            insert into recheck as r
                   (business_type, business_id, corpus_version, for_decision, requested_at, due_at)
            """;

    private static final String REQUEST = INSERT + """
            select k.business_type, k.business_id, ?, false, ?, ? from unnest(?, ?) as k (business_type, business_id)
             order by k.business_type, k.business_id
            """ + ON_CONFLICT;

    private static final String REQUEST_IF_BEHIND =
            INSERT + "select ?, ?, s.version, false, ?, ? from corpus_state s where s.version > ?" + ON_CONFLICT;

    /** A verdict that was held against the newest reference set once is let pass: the set may move all the time. */
    private static final String REQUEST_FOR_DECISION = INSERT + """
            select t.business_type, t.business_id, s.version, true, ?, ?
              from check_task t join verdict v on v.verdict_id = t.verdict_id cross join corpus_state s
             where t.business_type = ? and t.business_id = ? and t.revision = ?
               and v.corpus_version < s.version and t.held_verdict_id is distinct from t.verdict_id
               and not exists (select from work_order w
                                where w.business_type = t.business_type and w.business_id = t.business_id
                                  and w.revision = t.revision and w.state <> 'AWAITING_CONFIRMATION')
               and exists (select from submission o
                            where o.business_type = t.business_type and o.business_id = t.business_id
                              and o.revision = t.revision)
            """ + ON_CONFLICT;

    private static final String CLAIM = """
            with due as (
                select business_type, business_id from recheck
                 where due_at <= ? order by due_at limit ? for update skip locked)
            update recheck r set due_at = ?, attempts = attempts + 1 from due
             where r.business_type = due.business_type and r.business_id = due.business_id
            returning r.business_type, r.business_id, r.corpus_version, r.for_decision, r.attempts, r.requested_at
            """;

    private static final String DONE =
            "delete from recheck" + WHERE_KEY + " and corpus_version <= ? and (? or not for_decision)";

    private static final String POSTPONE = "update recheck set due_at = ?" + WHERE_KEY;

    private static final String HELD = "update check_task set held_verdict_id = verdict_id" + WHERE_KEY
            + " and revision = ? and verdict_id = ? and state = 2";

    private static final String WAITING = "select count(*) from recheck";

    private final Sql sql;

    public Rechecks(Sql sql) {
        this.sql = sql;
    }

    /**
     * One that a node works at.
     *
     * @param corpusVersion the least that it must see
     * @param forDecision whether a work order waits for the outcome
     * @param attempt from 1
     */
    public record Claimed(BusinessKey key, long corpusVersion, boolean forDecision, int attempt, Instant requestedAt) {}

    /** Asks for rechecks that see that corpus version at least. */
    public void request(Collection<BusinessKey> keys, long corpusVersion, Instant now) {
        sql.update(
                REQUEST,
                corpusVersion,
                now,
                now,
                sql.texts(keys, BusinessKey::businessType),
                sql.texts(keys, BusinessKey::businessId));
    }

    /**
     * Asks for a recheck where the reference set has moved on from that version.
     *
     * @return whether it has
     */
    public boolean requestIfBehind(BusinessKey key, long verdictVersion, Instant now) {
        return sql.update(REQUEST_IF_BEHIND, key.businessType(), key.businessId(), now, now, verdictVersion) > 0;
    }

    /**
     * Asks for a recheck where the current verdict is about to submit a work order and the reference set has moved on
     * since, and this was not asked for before. Under the lock of the check.
     *
     * @return whether the decision has to wait for it
     */
    public boolean requestForDecision(BusinessKey key, long revision, Instant now) {
        return sql.update(REQUEST_FOR_DECISION, now, now, key.businessType(), key.businessId(), revision) > 0;
    }

    /**
     * Takes some that are due; until the lease is over no other node does.
     *
     * @param limit at least 1
     */
    public List<Claimed> claim(Duration lease, int limit, Instant now) {
        return sql.query(
                CLAIM,
                row -> new Claimed(
                        new BusinessKey(row.getString(1), row.getString(2)),
                        row.getLong(3),
                        row.getBoolean(4),
                        row.getInt(5),
                        org.dupcheck.runtime.database.Session.instant(row, "requested_at")),
                now,
                limit,
                now.plus(lease));
    }

    /**
     * It saw that corpus version. Where more has been asked for meanwhile, it is due again at once.
     *
     * @param decided whether a work order that waits has been served too
     */
    public void done(BusinessKey key, long seenVersion, boolean decided, Instant now) {
        if (sql.update(DONE, key.businessType(), key.businessId(), seenVersion, decided) == 0) {
            postpone(key, now);
        }
    }

    /** It is due again then. */
    public void postpone(BusinessKey key, Instant due) {
        sql.update(POSTPONE, due, key.businessType(), key.businessId());
    }

    /** That verdict was held against the newest reference set, as a decision asked for; no effect where it is replaced. */
    public void held(BusinessKey key, long revision, String verdictId) {
        sql.update(HELD, key.businessType(), key.businessId(), revision, verdictId);
    }

    /** How many are asked for. */
    public long waiting() {
        return sql.queryOne(WAITING, row -> row.getLong(1)).orElse(0L);
    }
}
