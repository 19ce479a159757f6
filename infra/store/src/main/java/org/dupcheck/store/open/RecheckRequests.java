package org.dupcheck.store.open;

import java.time.Instant;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.store.sql.Sql;

/** Asks that open submissions be checked again: what is asked of one while it waits comes together in one {@link Rechecks row}. */
public final class RecheckRequests {
    /** The least weight of one whose verdict is likely to change. */
    public static final int LIKELY = 9;

    /** The weight of one whose verdict is as good as wrong; more counts for no more. */
    public static final int VERY_LIKELY = 1000;

    /**
     * The least that is not put off for ever. Where thousands of decisions wait, verdicts that a change made wrong must not wait
     * for all of them; and where changes keep coming, a decision gains on them.
     */
    static final int FOR_DECISION = LIKELY;

    static final String INSERT = """
            insert into recheck as r (business_type, business_id, from_version, corpus_version, weight, for_decision,
                                      requested_at, due_at)
            """;

    /** A node that works at it finds at its end that more was asked for. What becomes likely counts from then on. */
    static final String ON_CONFLICT = """
                on conflict (business_type, business_id) do update
               set from_version = least(r.from_version, excluded.from_version),
                   corpus_version = greatest(r.corpus_version, excluded.corpus_version),
                   requested_at = case when r.weight < %1$d and excluded.weight >= %1$d then excluded.requested_at
                                       else r.requested_at end,
                   weight = greatest(r.weight, excluded.weight), requests = r.requests + 1,
                   for_decision = r.for_decision or excluded.for_decision
            """.formatted(LIKELY);

    private static final String REQUEST = INSERT + """
            select k.business_type, k.business_id, ?, ?, k.weight, false, ?, ?
              from unnest(?::text[], ?::text[], ?::bigint[]) as k (business_type, business_id, weight)
             order by k.business_type, k.business_id
            """ + ON_CONFLICT;

    private static final String ALL_OPEN =
            INSERT + """
            select s.business_type, s.business_id, 0, c.version, 0, false, ?, ?
            """ + OpenSubmissions.ROWS + " cross join corpus_state c " + OpenSubmissions.IS_OPEN;

    private static final String IN_ORDER = " order by s.business_type, s.business_id" + ON_CONFLICT;

    private static final String REQUEST_ALL = ALL_OPEN + IN_ORDER;

    private static final String REQUEST_ALL_OF_TYPE = ALL_OPEN + " and s.business_type = ?" + IN_ORDER;

    private static final String REQUEST_IF_BEHIND = INSERT + """
            select b.*, s.version, 0, false, ?, ?
              from corpus_state s
              cross join lateral (select coalesce(max(p.version), 0) as version from policy p where p.business_type = ?) p
              cross join lateral (select coalesce(max(e.version), 0) as version
                                    from corpus_statistics e where e.engine_version = ?) e
              cross join lateral (select p.version = ? and e.version = ? as holds) known
              cross join lateral (select cast(? as text), cast(? as text),
                                         case when known.holds then cast(? as bigint) else 0 end) b
             where s.version > ? or not known.holds
            """ + ON_CONFLICT;

    /**
     * Also where a recheck waits anyway. A verdict that was held against the newest reference set once is let pass: the set
     * may move all the time.
     */
    private static final String REQUEST_FOR_DECISION = INSERT + """
            select t.business_type, t.business_id, v.corpus_version, s.version, %d, true, ?, ?
              from check_task t join verdict v on v.verdict_id = t.verdict_id cross join corpus_state s
             where t.business_type = ? and t.business_id = ? and t.revision = ?
               and t.held_verdict_id is distinct from t.verdict_id
               and (v.corpus_version < s.version
                    or exists (select from recheck w
                                where w.business_type = t.business_type and w.business_id = t.business_id))
               and not exists (select from work_order w
                                where w.business_type = t.business_type and w.business_id = t.business_id
                                  and w.revision = t.revision and w.state = 'SUBMITTED')
               and exists (select from submission o
                            where o.business_type = t.business_type and o.business_id = t.business_id
                              and o.revision = t.revision)
            """.formatted(FOR_DECISION) + ON_CONFLICT;

    private final Sql sql;

    public RecheckRequests(Sql sql) {
        this.sql = sql;
    }

    /**
     * Asks for rechecks.
     *
     * @param keys each with how likely its verdict is to change, 0 or more; {@link #LIKELY} ones go first
     * @param fromVersion the verdicts are known to hold up to this version
     * @param corpusVersion the least that the rechecks must see
     */
    public void of(Map<BusinessKey, Integer> keys, long fromVersion, long corpusVersion, Instant now) {
        sql.update(
                REQUEST,
                fromVersion,
                corpusVersion,
                now,
                now,
                sql.texts(keys.keySet(), BusinessKey::businessType),
                sql.texts(keys.keySet(), BusinessKey::businessId),
                sql.bigints(keys.values(), Integer::longValue));
    }

    /**
     * Asks for rechecks of all that is open of a business type: something else than the reference set has changed.
     *
     * @return how many there are
     */
    public int ofAll(String businessType, Instant now) {
        return sql.update(REQUEST_ALL_OF_TYPE, now, now, now, businessType);
    }

    /**
     * Asks for rechecks of all that is open: other statistics move the figures of any text a little.
     *
     * @return how many there are
     */
    public int ofAll(Instant now) {
        return sql.update(REQUEST_ALL, now, now, now);
    }

    /**
     * Asks for a recheck where the reference set or its statistics have moved on from those of the verdict, or another policy
     * is in force.
     *
     * @return whether that is so
     */
    public boolean ifBehind(Verdict verdict, Instant now) {
        int requested = sql.update(
                REQUEST_IF_BEHIND,
                now,
                now,
                verdict.businessType(),
                verdict.engineVersion(),
                verdict.policyVersion(),
                verdict.statisticsVersion(),
                verdict.businessType(),
                verdict.businessId(),
                verdict.corpusVersion(),
                verdict.corpusVersion());
        return requested > 0;
    }

    /**
     * Asks for a recheck where the current verdict is about to submit a work order and the reference set has moved on
     * since, or a recheck waits for another reason, and this was not asked for before. Under the lock of the check.
     *
     * @return whether the decision has to wait for it
     */
    public boolean forDecision(BusinessKey key, long revision, Instant now) {
        return sql.update(REQUEST_FOR_DECISION, now, now, key.businessType(), key.businessId(), revision) > 0;
    }
}
