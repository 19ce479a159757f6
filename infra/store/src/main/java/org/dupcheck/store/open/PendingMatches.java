package org.dupcheck.store.open;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.sql.Sql;

/**
 * Which open submissions name each other, in {@code pending_match}, and the rechecks that follow from it: of two with the
 * same text, each is to name the other one as it is now.
 */
public final class PendingMatches {
    /** To the end of the transaction no other verdict takes its place. */
    private static final String LOCK = """
            select verdict_id from check_task where business_type = ? and business_id = ? and state = 2 for share
            """;

    private static final String IS_OPEN = "select 1" + OpenSubmissions.ROWS + OpenSubmissions.IS_OPEN
            + " and s.business_type = ? and s.business_id = ?";

    private static final String FORGET = """
            delete from pending_match p
             where business_type = ? and business_id = ?
               and not exists (select from unnest(?::text[], ?::text[]) as o (type, id)
                                where o.type = p.other_type and o.id = p.other_id)
            """;

    /** Nothing where the text's row has gone. */
    private static final String NAME = """
            insert into pending_match (business_type, business_id, revision, other_type, other_id, other_revision)
            select s.business_type, s.business_id, s.revision, o.type, o.id, o.revision
              from submission s, unnest(?::text[], ?::text[], ?::bigint[]) as o (type, id, revision)
             where s.business_type = ? and s.business_id = ? and s.revision = ?
            on conflict (business_type, business_id, other_type, other_id) do update
               set revision = excluded.revision, other_revision = excluded.other_revision
            """;

    /** Those whose verdict does not name it, or an older text of it. */
    private static final String REQUEST_OTHERS =
            RecheckRequests.INSERT + """
            select t.business_type, t.business_id, v.corpus_version, c.version, %d, false, ?, ?
              from unnest(?::text[], ?::text[]) as o (type, id)
              join check_task t on t.business_type = o.type and t.business_id = o.id and t.state = 2
              join verdict v on v.verdict_id = t.verdict_id
             cross join corpus_state c
             where not exists (select from pending_match p
                                where p.business_type = o.type and p.business_id = o.id and p.other_type = ?
                                  and p.other_id = ? and p.other_revision = ?)
             order by t.business_type, t.business_id
            """.formatted(RecheckRequests.VERY_LIKELY) + RecheckRequests.ON_CONFLICT;

    /** Where transactions had not ended when the verdict's comparison looked, and are of other documents. */
    private static final String REQUEST_IF_OTHERS_CAME =
            RecheckRequests.INSERT + """
            select t.business_type, t.business_id, v.corpus_version, c.version, %d, false, ?, ?
              from check_task t join verdict v on v.verdict_id = t.verdict_id cross join corpus_state c
             where t.business_type = ? and t.business_id = ? and t.verdict_id = ? and t.state = 2
               and exists (select from submission s
                            where s.changed_by >= cast(cast(? as text) as xid8)
                              and (s.business_type <> t.business_type or s.business_id <> t.business_id))
            """.formatted(RecheckRequests.VERY_LIKELY) + RecheckRequests.ON_CONFLICT;

    /**
     * Whether an open submission is still there with the text that is named; with the time of now as its parameter. One
     * that is being checked counts as there: what comes of it is known in a moment.
     */
    private static final String IS_THERE = """
            (exists (select from check_task t where t.business_type = p.other_type and t.business_id = p.other_id
                                                and t.state in (0, 1, 4))
             or exists (select 1 %s and s.business_type = p.other_type and s.business_id = p.other_id
                                    and s.revision = p.other_revision))
            """.formatted(OpenSubmissions.ROWS + OpenSubmissions.IS_OPEN);

    private static final String REQUEST_STALE =
            RecheckRequests.INSERT + """
            select distinct t.business_type, t.business_id, v.corpus_version, c.version, %d, false,
                   cast(? as timestamptz), cast(? as timestamptz)
              from pending_match p
              join check_task t on t.business_type = p.business_type and t.business_id = p.business_id
                               and t.revision = p.revision and t.state = 2
              join verdict v on v.verdict_id = t.verdict_id
             cross join corpus_state c
             where not %s order by t.business_type, t.business_id
            on conflict (business_type, business_id) do nothing
            """.formatted(RecheckRequests.VERY_LIKELY, IS_THERE);

    private static final String STILL_THERE = """
            select p.other_type, p.other_id from unnest(?::text[], ?::text[], ?::bigint[])
                as p (other_type, other_id, other_revision)
             where %s
            """.formatted(IS_THERE);

    private final Sql sql;

    public PendingMatches(Sql sql) {
        this.sql = sql;
    }

    /** Those of them that are open still, or checked again at this moment. */
    public Set<BusinessKey> stillThere(Map<BusinessKey, Long> revisions, Instant now) {
        return new HashSet<>(sql.query(
                STILL_THERE,
                row -> new BusinessKey(row.getString(1), row.getString(2)),
                sql.texts(revisions.keySet(), BusinessKey::businessType),
                sql.texts(revisions.keySet(), BusinessKey::businessId),
                sql.bigints(revisions.values(), revision -> revision),
                now));
    }

    /**
     * Notes whom the verdict of a submission names.
     *
     * @param others each with the revision whose text was compared
     * @return false where another verdict stands by now, whose names must not be touched
     */
    public boolean name(BusinessKey key, long revision, String verdictId, Map<BusinessKey, Long> others) {
        if (!lock(key).filter(verdictId::equals).isPresent()) {
            return false;
        }
        forgetBut(key, others.keySet());
        if (!others.isEmpty()) {
            sql.update(
                    NAME,
                    sql.texts(others.keySet(), BusinessKey::businessType),
                    sql.texts(others.keySet(), BusinessKey::businessId),
                    sql.bigints(others.values(), other -> other),
                    key.businessType(),
                    key.businessId(),
                    revision);
        }
        return true;
    }

    /** The submission is not open any more; nothing where it is again. */
    public void forget(BusinessKey key, Instant now) {
        lock(key);
        if (sql.queryOne(IS_OPEN, row -> true, now, key.businessType(), key.businessId())
                .isEmpty()) {
            forgetBut(key, Set.of());
        }
    }

    private Optional<String> lock(BusinessKey key) {
        return sql.queryOne(LOCK, row -> row.getString(1), key.businessType(), key.businessId());
    }

    private void forgetBut(BusinessKey key, Collection<BusinessKey> others) {
        sql.update(
                FORGET,
                key.businessType(),
                key.businessId(),
                sql.texts(others, BusinessKey::businessType),
                sql.texts(others, BusinessKey::businessId));
    }

    /** Asks for rechecks of others whose verdict does not name that text yet. */
    public void requestOthers(BusinessKey key, long revision, Collection<BusinessKey> others, Instant now) {
        sql.update(
                REQUEST_OTHERS,
                now,
                now,
                sql.texts(others, BusinessKey::businessType),
                sql.texts(others, BusinessKey::businessId),
                key.businessType(),
                key.businessId(),
                revision);
    }

    /**
     * Asks for a recheck of a submission whose verdict has just been stored, where others may have come that its comparison
     * did not see. They may not have seen it either.
     *
     * @param openVersion the state of the open submissions that was compared with
     */
    public void requestIfOthersCame(BusinessKey key, String verdictId, long openVersion, Instant now) {
        sql.update(REQUEST_IF_OTHERS_CAME, now, now, key.businessType(), key.businessId(), verdictId, openVersion);
    }

    /**
     * Asks for rechecks of those whose verdict names one that is not open any more, or has another text.
     *
     * @return how many
     */
    public int requestStale(Instant now) {
        return sql.update(REQUEST_STALE, now, now, now);
    }
}
