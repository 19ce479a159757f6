package org.dupcheck.store.checks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.Purge;

/** The pre-checks of documents and of single sections, in {@code pre_check}. They write no row of a submission. */
public final class PreChecks extends FencedRows {
    private static final String SAME_KIND = "v.mode = 'PRECHECK' and v.section_key = %s.section_key";

    /** As for submissions, but there is nothing to withdraw. */
    private static final String BEGIN = """
            with begun as (
                insert into pre_check as t (business_type, business_id, section_key, revision, title, hash,
                                            create_time, update_time, retain_until, state, attempts)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)
                on conflict (business_type, business_id, section_key) do update set
                    create_time = case when t.revision = excluded.revision then t.create_time
                                       else excluded.create_time end,
                    attempts = case when t.revision = excluded.revision then t.attempts + 1 else 1 end,
                    revision = excluded.revision, title = excluded.title, hash = excluded.hash,
                    update_time = excluded.update_time, retain_until = excluded.retain_until, state = 1,
                    result_state = null, verdict_id = null, pages_done = 0, pages_total = 0, error = null
                where t.revision < excluded.revision
                   or (t.revision = excluded.revision and t.hash = excluded.hash and t.state in (0, 1, 3, 4))
                returning t.business_type, t.business_id, t.section_key, t.revision, t.attempts)
            """ + Reuse.select(SAME_KIND.formatted("b"));

    private static final String FIND = """
            select p.revision, p.state, p.hash, p.update_time, v.body
              from pre_check p left join verdict v on v.verdict_id = p.verdict_id
             where p.business_type = ? and p.business_id = ? and p.section_key = ?
            """;

    private static final String OWNED = " where business_type = ? and business_id = ? and section_key = ?"
            + " and revision = ? and attempts = ? and state = 1";

    private static final String FINISH =
            """
            with task as (
                update pre_check set state = 2, result_state = ?, verdict_id = ?, pages_done = ?, pages_total = ?,
                    error = null, update_time = ?, retain_until = ?
                %s
                returning business_type, business_id, section_key, revision, hash, result_state, verdict_id),
            stored as (
                insert into verdict (verdict_id, business_type, business_id, mode, section_key, revision, content_hash,
                                     result_state, body, corpus_version, statistics_version, engine_version, settings_version,
                                     policy_version, owner_key, created_at, reason, containment, longest_run, tokens,
                                     matched_tokens, sources, largest_source, largest_share, pending, signals)
                select verdict_id, business_type, business_id, 'PRECHECK', section_key, revision, hash, result_state,
                       cast(? as json), ?, ?, ?, ?, ?,
                       ?, ?, ?, ?, ?, ?, ?, ?, cast(? as text), ?, ?, ?
                from task
                on conflict (verdict_id) do nothing),
            kept as (
                insert into pre_check_text as k (business_type, business_id, section_key, revision, title, sections,
                                                 user_id)
                select business_type, business_id, section_key, revision, cast(? as text), cast(? as json),
                       cast(? as text)
                from task
                on conflict (business_type, business_id, section_key) do update set
                    revision = excluded.revision, title = excluded.title, sections = excluded.sections,
                    user_id = excluded.user_id
                where k.revision <= excluded.revision)
            select count(*) from task
            """.formatted(OWNED + stillAfter("pre_check", SAME_KIND.formatted("pre_check")));

    private static final String DELETE_EXPIRED = """
            with due as (
                select business_type, business_id, section_key from pre_check
                where retain_until < ? order by retain_until limit ? for update skip locked),
            texts as (
                delete from pre_check_text t using due d
                where t.business_type = d.business_type and t.business_id = d.business_id
                  and t.section_key = d.section_key)
            delete from pre_check p using due d
            where p.business_type = d.business_type and p.business_id = d.business_id and p.section_key = d.section_key
            """;

    private static final String DELETE_EXPIRED_VERDICTS = """
            delete from verdict where verdict_id in (
                select verdict_id from verdict where mode = 'PRECHECK' and created_at < ?
                order by created_at limit ? for update skip locked)
            """;

    private final Duration retention;

    /** @param retention how long a pre-check, its text and its verdict are kept */
    public PreChecks(Database database, JsonCodec codec, Clock clock, Duration retention) {
        super(database, codec, clock, "pre_check", OWNED);
        this.retention = retention;
    }

    @Override
    Object[] columns(CheckKey key) {
        return new Object[] {key.document().businessType(), key.document().businessId(), sectionColumn(key)};
    }

    static String sectionColumn(CheckKey key) {
        return key.section() == null ? "" : key.section();
    }

    @Override
    public Optional<StartedCheck> begin(CheckStart start) {
        Instant now = clock.instant();
        return begin(
                BEGIN,
                start,
                new Parameters(columns(start.key()))
                        .and(start.revision(), start.title(), start.contentHash())
                        .and(now, now, now.plus(retention)));
    }

    @Override
    public Optional<CheckRow> find(CheckKey key) {
        return database.read(session -> session.queryOne(
                FIND,
                row -> new CheckRow(
                        row.getLong("revision"),
                        CheckState.ofCode(row.getInt("state")),
                        row.getString("hash"),
                        null,
                        Session.instant(row, "update_time"),
                        row.getString("body")),
                columns(key)));
    }

    @Override
    public boolean finish(Claim claim, NewVerdict found, Submission content) {
        Verdict verdict = found.verdict();
        Instant now = clock.instant();
        Parameters parameters = new Parameters(
                        verdict.resultState().code(), verdict.verdictId(), found.pages(), found.pages())
                .and(now, now.plus(retention))
                .and(owned(claim))
                .and(claim.earlierVerdict())
                .and(found.json())
                .and(verdict.corpusVersion(), verdict.statisticsVersion(), verdict.engineVersion())
                .and(verdict.settingsVersion(), verdict.policyVersion(), found.ownerKey(), verdict.createdAt())
                .and(shown(verdict))
                .and(content.title(), sections(content))
                .and(content.applicant() == null ? null : content.applicant().userId());
        return finish(FINISH, parameters);
    }

    /** Nobody is told of a pre-check: nothing is kept. */
    @Override
    public void recheckIfBehind(Verdict verdict) {
        // nobody waits for it to stay true
    }

    @Override
    public void keepFailed(Claim claim, Submission content) {}

    /** Pre-checks with their texts, which know until when they are kept; and their verdicts, also of replaced ones. */
    public List<Purge> purges() {
        return List.of(
                purge("pre-checks", Duration.ZERO, DELETE_EXPIRED),
                purge("verdicts of pre-checks", retention, DELETE_EXPIRED_VERDICTS));
    }
}
