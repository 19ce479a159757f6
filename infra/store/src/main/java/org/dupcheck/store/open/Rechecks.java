package org.dupcheck.store.open;

import java.sql.Array;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Open submissions that are to be checked again, as {@link RecheckRequests} asked: a queue that all nodes work off. */
public final class Rechecks {
    /**
     * Likely ones before all others, however long these have waited: they are few, and the verdicts of most are wrong as long
     * as they wait. Among each other, what waits gains on those that are likelier.
     */
    private static final String CLAIM = """
            with due as (
                select business_type, business_id from recheck
                 where due_at <= ? order by weight < %d, due_at - least(weight, %d) * interval '50 milliseconds'
                 limit ? for update skip locked)
            update recheck r set due_at = ?, attempts = attempts + 1 from due
             where r.business_type = due.business_type and r.business_id = due.business_id
            returning r.business_type, r.business_id, r.from_version, r.corpus_version, r.for_decision, r.attempts,
                      r.requests, r.requested_at
            """.formatted(RecheckRequests.LIKELY, RecheckRequests.VERY_LIKELY);

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
            """.formatted(RecheckRequests.LIKELY, RecheckRequests.FOR_DECISION);

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

    /** The reference set was put back: there is no greater version to be seen. */
    public void capVersions(long version) {
        sql.update(CAP, version, version);
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
