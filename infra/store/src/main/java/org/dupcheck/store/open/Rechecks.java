package org.dupcheck.store.open;

import java.sql.Array;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Open submissions that are to be checked again: a queue in the database, which all nodes work off. */
public final class Rechecks {
    /** The least weight of one whose verdict is likely to change. */
    public static final int LIKELY = 9;

    /**
     * The least that is not put off for ever. Where thousands of decisions wait, verdicts that a change made wrong must not wait
     * for all of them; and where changes keep coming, a decision gains on them.
     */
    private static final int FOR_DECISION = LIKELY;

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

    /**
     * Likely ones before all others, however long these have waited: they are few, and the verdicts of most are wrong as long
     * as they wait. Among each other, what waits gains on those that are likelier.
     */
    private static final String CLAIM = """
            with due as (
                select business_type, business_id from recheck
                 where due_at <= ? order by weight < %d, due_at - least(weight, 1000) * interval '50 milliseconds'
                 limit ? for update skip locked)
            update recheck r set due_at = ?, attempts = attempts + 1 from due
             where r.business_type = due.business_type and r.business_id = due.business_id
            returning r.business_type, r.business_id, r.from_version, r.corpus_version, r.for_decision, r.attempts,
                      r.requests, r.requested_at
            """.formatted(Rechecks.LIKELY);

    private static final String CAP = """
            update recheck r set corpus_version = ?
              from (select business_type, business_id from recheck where corpus_version > ?
                     order by business_type, business_id for update) ahead
             where r.business_type = ahead.business_type and r.business_id = ahead.business_id
            """;

    private static final String DONE = """
            delete from recheck r
             using unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::text[])
                   as d (business_type, business_id, requests, requested_at, verdict_id)
             where r.business_type = d.business_type and r.business_id = d.business_id
               and r.requests = d.requests and r.requested_at = d.requested_at
               and (d.verdict_id is null
                    or exists (select from check_task t
                                where t.business_type = d.business_type and t.business_id = d.business_id
                                  and t.verdict_id = d.verdict_id))
            """;

    /**
     * What was begun is whole: the next try need not repeat what one that was cut short may have left out. Where another
     * verdict stands, who stored it may have been cut short.
     */
    private static final String AGAIN = """
            update recheck r set due_at = ?, attempts = case when d.verdict_id is null or t.verdict_id = d.verdict_id then 0
                                                             else 1 end
              from unnest(?::text[], ?::text[], ?::text[]) as d (business_type, business_id, verdict_id)
              left join check_task t on t.business_type = d.business_type and t.business_id = d.business_id
             where r.business_type = d.business_type and r.business_id = d.business_id
            """;

    private static final String POSTPONE = """
            update recheck r set due_at = ? from unnest(?::text[], ?::text[]) as d (business_type, business_id)
             where r.business_type = d.business_type and r.business_id = d.business_id
            """;

    /** Whoever asks for several locks them in this order too: in another one two transactions may wait for each other. */
    private static final String LOCK = """
            select from recheck r
              join unnest(?::text[], ?::text[]) as d (business_type, business_id)
                on r.business_type = d.business_type and r.business_id = d.business_id
             order by r.business_type, r.business_id for update of r
            """;

    private static final String HELD = """
            update check_task set held_verdict_id = verdict_id
             where business_type = ? and business_id = ? and revision = ? and verdict_id = ? and state = 2
            """;

    private static final String WAITING = """
            select count(*) as waiting,
                   min(requested_at) filter (where weight >= %d and not (for_decision and weight = %d)) as likely_since
              from recheck
            """.formatted(LIKELY, FOR_DECISION);

    private final Sql sql;

    public Rechecks(Sql sql) {
        this.sql = sql;
    }

    /**
     * One that a node works at.
     *
     * @param fromVersion the verdict is known to hold up to this version of the reference set, with the statistics in force
     * @param corpusVersion the least that it must see
     * @param forDecision whether a work order waits for the outcome
     * @param attempt from 1
     * @param requests how many requests have come together in it
     */
    public record Claimed(
            BusinessKey key,
            long fromVersion,
            long corpusVersion,
            boolean forDecision,
            int attempt,
            int requests,
            Instant requestedAt) {}

    /**
     * Asks for rechecks.
     *
     * @param keys each with how likely its verdict is to change, 0 or more; {@link #LIKELY} ones go first
     * @param fromVersion the verdicts are known to hold up to this version
     * @param corpusVersion the least that the rechecks must see
     */
    public void request(Map<BusinessKey, Integer> keys, long fromVersion, long corpusVersion, Instant now) {
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
    public int requestAll(String businessType, Instant now) {
        return sql.update(REQUEST_ALL_OF_TYPE, now, now, now, businessType);
    }

    /**
     * Asks for rechecks of all that is open: other statistics move the figures of any text a little.
     *
     * @return how many there are
     */
    public int requestAll(Instant now) {
        return sql.update(REQUEST_ALL, now, now, now);
    }

    /**
     * Asks for a recheck where the reference set or its statistics have moved on from those of the verdict, or another policy
     * is in force.
     *
     * @return whether that is so
     */
    public boolean requestIfBehind(Verdict verdict, Instant now) {
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

    /** The reference set was put back: there is no greater version to be seen. */
    public void capVersions(long version) {
        sql.update(CAP, version, version);
    }

    /**
     * Asks for a recheck where the current verdict is about to submit a work order and the reference set has moved on
     * since, or a recheck waits for another reason, and this was not asked for before. Under the lock of the check.
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
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getInt(6),
                        row.getInt(7),
                        Session.instant(row, "requested_at")),
                now,
                limit,
                now.plus(lease));
    }

    /**
     * One that is done.
     *
     * @param requests as it was claimed: what has been asked since is not done
     * @param requestedAt as it was claimed: another node may have done it, and the same have been asked anew
     * @param verdictId of the verdict that stands by it; null where the submission is not open
     */
    public record Done(
            BusinessKey key,
            int requests,
            Instant requestedAt,
            @Nullable String verdictId) {
        public static Done of(Claimed claimed, @Nullable String verdictId) {
            return new Done(claimed.key(), claimed.requests(), claimed.requestedAt(), verdictId);
        }
    }

    /** Locks those that are to be {@link #done} or {@link #postpone}d, before either. */
    public void lock(List<BusinessKey> keys) {
        sql.query(
                LOCK,
                row -> true,
                sql.texts(keys, BusinessKey::businessType),
                sql.texts(keys, BusinessKey::businessId));
    }

    /**
     * Those for which more has been asked meanwhile, and those whose verdict is another one by now, are due again at once: an
     * older recheck of a slow node may have come in between.
     */
    public void done(List<Done> done, Instant now) {
        Array types = sql.texts(done, one -> one.key().businessType());
        Array ids = sql.texts(done, one -> one.key().businessId());
        Array verdicts = sql.texts(done, Done::verdictId);
        int gone = sql.update(
                DONE,
                types,
                ids,
                sql.bigints(done, one -> (long) one.requests()),
                sql.timestamps(done, Done::requestedAt),
                verdicts);
        if (gone < done.size()) {
            sql.update(AGAIN, now, types, ids, verdicts);
        }
    }

    /** They are due again then. */
    public void postpone(List<BusinessKey> keys, Instant due) {
        sql.update(POSTPONE, due, sql.texts(keys, BusinessKey::businessType), sql.texts(keys, BusinessKey::businessId));
    }

    /**
     * What waits, or is worked at, on whichever node.
     *
     * @param count of all
     * @param likelySince since when the oldest one whose verdict is likely to change has waited, without those that only a
     *     decision waits for; null: there is none
     */
    public record Waiting(long count, @Nullable Instant likelySince) {}

    /** What there is to do. Reads all of it. */
    public Waiting waiting() {
        return sql.query(WAITING, row -> new Waiting(row.getLong(1), Session.instantOrNull(row, "likely_since")))
                .get(0);
    }

    /** That verdict was held against the newest reference set, as a decision asked for; no effect where it is replaced. */
    public void held(BusinessKey key, long revision, String verdictId) {
        sql.update(HELD, key.businessType(), key.businessId(), revision, verdictId);
    }
}
