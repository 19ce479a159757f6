package org.dupcheck.store.checks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.topics.LogPosition;
import org.dupcheck.store.workorders.WorkOrders;
import org.jspecify.annotations.Nullable;

/** The checks of submissions, in {@code check_task}. Withdrawals are written by {@link Withdrawals}. */
public final class SubmissionChecks extends FencedRows {
    private static final String SAME_KIND = "v.mode = 'SUBMIT'";

    /**
     * A greater revision takes the row over. The same one does, with the same content, until it has ended for good: a failed
     * or given-up check may begin again. What was withdrawn by a later record of the log stays withdrawn, whatever its
     * revision.
     *
     * <p>One round trip also tells the corpus version the check must see and, where text, applicant, corpus, engine, settings and
     * policy are those of an earlier verdict of this document, that verdict; and the policy itself. And it tells what the verdict before is pinned to.
     */
    private static final String BEGIN =
            """
            with begun as (
                insert into check_task as t (business_type, business_id, revision, mode, title, hash, record_partition,
                                             record_offset, record_time, create_time, update_time, state, attempts)
                values (?, ?, ?, 'SUBMIT', ?, ?, ?, ?, ?, ?, ?, 1, 1)
                on conflict (business_type, business_id) do update set
                    create_time = case when t.revision = excluded.revision then t.create_time
                                       else excluded.create_time end,
                    attempts = case when t.revision = excluded.revision then t.attempts + 1 else 1 end,
                    revision = excluded.revision, mode = excluded.mode, title = excluded.title, hash = excluded.hash,
                    record_partition = excluded.record_partition, record_offset = excluded.record_offset,
                    record_time = excluded.record_time, update_time = excluded.update_time, state = 1,
                    result_state = null, result = null, verdict_id = null, pages_done = 0, pages_total = 0, error = null,
                    withdrawn_by_null = false, withdrawn_by = null
                where (t.revision < excluded.revision and (t.state <> 5 or not t.withdrawn_by_null))
                   or (t.revision = excluded.revision and t.hash = excluded.hash and t.state in (0, 1, 3, 4))
                   or (t.revision <= excluded.revision and t.state = 5 and %s
                       and (t.revision < excluded.revision or t.hash is null or t.hash = excluded.hash))
                returning t.business_type, t.business_id, t.revision, t.attempts)
            """.formatted(LogPosition.ROW_IS_BEFORE_EXCLUDED) + WorkOrders.SENT + Reuse.select(SAME_KIND);

    private static final String FIND = """
            select revision, state, hash, record_partition, record_offset, record_time, update_time, result
              from check_task where business_type = ? and business_id = ?
            """;

    private static final String OWNED =
            " where business_type = ? and business_id = ? and revision = ? and attempts = ? and state = 1";

    /** After a {@code task} with the columns of the check's row. */
    private static final String STORED = """
            stored as (
                insert into verdict (verdict_id, business_type, business_id, mode, revision, content_hash, result_state,
                                     body, corpus_version, statistics_version, engine_version, settings_version,
                                     policy_version, owner_key, created_at, reason, containment, longest_run, tokens,
                                     matched_tokens, sources, largest_source, largest_share, pending, signals)
                select verdict_id, business_type, business_id, 'SUBMIT', revision, hash, result_state, result, ?, ?, ?,
                       ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as text), ?, ?, ?
                from task
                on conflict (verdict_id) do nothing)""";

    /**
     * The check's row, its verdict and what was submitted change together, in one statement. The same verdict may have been
     * stored before (a check done twice at one corpus version). Then the first bytes stay, and the row shows those.
     */
    private static final String FINISH = """
            with task as (
                update check_task set state = 2, result_state = ?, verdict_id = ?, pages_done = ?, pages_total = ?,
                    error = null, update_time = ?,
                    result = coalesce((select v.body from verdict v where v.verdict_id = ?), cast(? as json))
                %s
                returning business_type, business_id, revision, hash, result_state, verdict_id, result),
            %s,
            kept as (
                insert into submission (business_type, business_id, revision, title, sections, signals, user_id, phone,
                                        locale, work_order_id, retain_until)
                select business_type, business_id, revision, cast(? as text), cast(? as json), cast(? as json),
                       cast(? as text), cast(? as text), cast(? as text), ?, ?
                from task
                on conflict (business_type, business_id, revision) do update set
                    title = excluded.title, sections = excluded.sections, signals = excluded.signals,
                    user_id = excluded.user_id, phone = excluded.phone, locale = excluded.locale,
                    work_order_id = excluded.work_order_id, retain_until = excluded.retain_until,
                    changed_by = excluded.changed_by)
            select count(*) from task
            """.formatted(OWNED + stillAfter("check_task", SAME_KIND), STORED);

    /**
     * Another verdict of the same text takes the place of that one, in the row and for those who keep a copy. Whoever does so
     * may die after it, and may be so slow that another node has done its recheck: so one waits until what follows is done, and
     * counts as cut short. A row that stands is locked, or another node might take it for done before this is committed.
     */
    private static final String REPLACE = """
            with task as (
                update check_task set result_state = ?, verdict_id = ?, pages_done = ?, pages_total = ?, update_time = ?,
                    result = coalesce((select v.body from verdict v where v.verdict_id = ?), cast(? as json))
                 where business_type = ? and business_id = ? and revision = ? and state = 2 and verdict_id = ?
                returning business_type, business_id, revision, hash, result_state, verdict_id, result),
            %s,
            noted as (
                update submission s set changed_by = pg_current_xact_id() from task
                 where s.business_type = task.business_type and s.business_id = task.business_id
                   and s.revision = task.revision),
            asked as (
                insert into recheck as r (business_type, business_id, from_version, corpus_version, weight,
                                          for_decision, requested_at, due_at, attempts)
                select business_type, business_id, 0, ?, 0, false, ?, ?, 1 from task
                on conflict (business_type, business_id) do update set due_at = r.due_at)
            select count(*) from task
            """.formatted(STORED);

    private static final String KEEP_FAILED = """
            insert into submission (business_type, business_id, revision, title, sections, signals, user_id, phone,
                                    locale, work_order_id, retain_until)
            select business_type, business_id, revision, cast(? as text), cast(? as json), cast(? as json),
                   cast(? as text), cast(? as text), cast(? as text), ?, ?
            from check_task
            where business_type = ? and business_id = ? and revision = ? and attempts = ? and state = 3
            on conflict (business_type, business_id, revision) do nothing
            """;

    private static final String DELETE_EXPIRED_TEXTS = """
            delete from submission where (business_type, business_id, revision) in (
                select business_type, business_id, revision from submission
                where retain_until < ? order by retain_until limit ? for update skip locked)
            """;

    private final Duration textRetention;

    /** @param textRetention how long submitted texts and the applicant's data are kept */
    public SubmissionChecks(Database database, JsonCodec codec, Clock clock, Duration textRetention) {
        super(database, codec, clock, "check_task", OWNED);
        this.textRetention = textRetention;
    }

    @Override
    Object[] columns(CheckKey key) {
        return new Object[] {key.document().businessType(), key.document().businessId()};
    }

    @Override
    public Optional<StartedCheck> begin(CheckStart start) {
        Instant now = clock.instant();
        return begin(
                BEGIN,
                start,
                new Parameters(columns(start.key()))
                        .and(start.revision(), start.title(), start.contentHash())
                        .and(start.position().columns())
                        .and(now, now)
                        .and(workOrderId(start.key().document(), start.workOrderId()), now));
    }

    private static String workOrderId(BusinessKey key, @Nullable String named) {
        return named == null ? key.toString() : named;
    }

    @Override
    public Optional<CheckRow> find(CheckKey key) {
        return database.read(session -> session.queryOne(
                FIND,
                row -> new CheckRow(
                        row.getLong("revision"),
                        CheckState.ofCode(row.getInt("state")),
                        row.getString("hash"),
                        new LogPosition(
                                row.getInt("record_partition"),
                                row.getLong("record_offset"),
                                Session.instant(row, "record_time")),
                        Session.instant(row, "update_time"),
                        row.getString("result")),
                columns(key)));
    }

    @Override
    public boolean finish(Claim claim, NewVerdict found, Submission content) {
        Parameters parameters = shownInTheRow(found)
                .and(owned(claim))
                .and(claim.earlierVerdict())
                .and(pinned(found))
                .and(kept(content));
        return finish(FINISH, parameters);
    }

    /**
     * Puts a newer verdict of the same submission in the place of one; false where that one does not stand any more, and
     * nothing was changed. A recheck waits after it, until somebody says that all that follows is done.
     *
     * @param replaced id of the verdict that stands
     */
    public boolean replace(BusinessKey key, long revision, String replaced, NewVerdict found) {
        Parameters parameters = shownInTheRow(found)
                .and(key.businessType(), key.businessId(), revision, replaced)
                .and(pinned(found))
                .and(found.verdict().corpusVersion(), clock.instant(), clock.instant());
        return finish(REPLACE, parameters);
    }

    private Parameters shownInTheRow(NewVerdict found) {
        Verdict verdict = found.verdict();
        return new Parameters(
                verdict.resultState().code(),
                verdict.verdictId(),
                found.pages(),
                found.pages(),
                clock.instant(),
                verdict.verdictId(),
                found.json());
    }

    private static @Nullable Object[] pinned(NewVerdict found) {
        Verdict verdict = found.verdict();
        return new Parameters(verdict.corpusVersion(), verdict.statisticsVersion(), verdict.engineVersion())
                .and(verdict.settingsVersion(), verdict.policyVersion(), found.ownerKey(), verdict.createdAt())
                .and(shown(verdict))
                .values();
    }

    @Override
    public void recheckIfBehind(Verdict verdict) {
        Store.on(database).run(tables -> tables.recheckRequests().ifBehind(verdict, clock.instant()));
    }

    /** Whom to tell that the check failed stands nowhere else. */
    @Override
    public void keepFailed(Claim claim, Submission content) {
        Parameters parameters = new Parameters(kept(content)).and(owned(claim));
        database.inTransaction(session -> session.update(KEEP_FAILED, parameters.values()));
    }

    private @Nullable Object[] kept(Submission content) {
        Applicant applicant = content.applicant();
        return new @Nullable Object[] {
            content.title(),
            sections(content),
            signals(content),
            applicant == null ? null : applicant.userId(),
            applicant == null ? null : applicant.phone(),
            applicant == null ? null : applicant.locale(),
            workOrderId(content.key(), content.workOrderId()),
            clock.instant().plus(textRetention)
        };
    }

    /** Submitted texts and applicants' data, which know until when they are kept. */
    public Purge textPurge() {
        return purge("submitted texts", Duration.ZERO, DELETE_EXPIRED_TEXTS);
    }
}
