package org.dupcheck.store.checks;

/**
 * What a begin tells besides: the reference set as it stands, the policy in force, an earlier verdict of the same content
 * that stands, and the verdict before this check's.
 */
final class Reuse {
    private static final String SELECT = """
            select b.attempts, s.version,
                   (select h.token from corpus_history h where h.version = s.version) as token, st.token, reusable.body,
                   coalesce(policy.version, 0) as policy_in_force, policy.body as policy_body, o.owner_key as own,
                   earlier.*
            from begun b cross join corpus_state s
            left join corpus_statistics st on st.engine_version = ?
            left join lateral (
                select p.version, p.body from policy p
                where p.business_type = b.business_type order by p.version desc limit 1) policy on true
            cross join (
                select case when exists (select 1 from reference_document d where d.in_force and d.owner_id = cast(? as text))
                            then cast(? as text) else '' end as owner_key) o
            left join lateral (
                select v.body from verdict v
                where v.business_type = b.business_type and v.business_id = b.business_id
                  and v.content_hash = ? and v.engine_version = ? and v.settings_version = ?
                  and v.owner_key = o.owner_key and v.policy_version = coalesce(policy.version, 0)
                  and v.corpus_version = s.version and v.statistics_version = coalesce(st.version, 0)
                order by v.revision desc, v.created_at desc limit 1) reusable on true
            left join lateral (%s) earlier on true
            """;

    private Reuse() {}

    /**
     * After a {@code begun} with the columns of the document, the revision and the attempt. A verdict can be used again
     * whether it was made for a submission or for a pre-check; the verdict before this one is of the same kind.
     */
    static String select(String sameKind) {
        return SELECT.formatted(EarlierVerdict.select(
                "v.verdict_id, v.content_hash, v.corpus_version, v.statistics_version, v.engine_version,"
                        + " v.settings_version, v.policy_version, v.owner_key",
                "b",
                sameKind));
    }
}
