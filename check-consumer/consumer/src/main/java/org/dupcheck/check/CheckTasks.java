package org.dupcheck.check;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/**
 * The rows of check_task: how a check begins, goes on and ends without a verdict. Every statement is fenced; see
 * {@link Claim}. What ends with a verdict is in {@link Verdicts}.
 */
final class CheckTasks {
    /**
     * A greater revision takes the row over; the same one does until it has ended for good (a failed or given-up check
     * may begin again). What was withdrawn by a later record of the log stays withdrawn, whatever its revision.
     *
     * <p>One round trip also tells the corpus version the check must see and, where text, corpus, engine and settings are
     * those of an earlier verdict of this document, that verdict.
     */
    private static final String BEGIN = """
            with begun as (
                insert into check_task as t (business_type, business_id, revision, mode, title, hash, record_offset,
                                             create_time, update_time, state, attempts)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)
                on conflict (business_type, business_id) do update set
                    create_time = case when t.revision = excluded.revision then t.create_time
                                       else excluded.create_time end,
                    attempts = case when t.revision = excluded.revision then t.attempts + 1 else 1 end,
                    revision = excluded.revision, mode = excluded.mode, title = excluded.title, hash = excluded.hash,
                    record_offset = excluded.record_offset, update_time = excluded.update_time, state = 1,
                    result_state = null, result = null, verdict_id = null, pages_done = 0, pages_total = 0, error = null,
                    withdrawn_by_null = false
                where t.late_withdrawal < excluded.revision and (
                      (t.revision < excluded.revision and (t.state <> 5 or not t.withdrawn_by_null))
                   or (t.revision = excluded.revision and t.state in (0, 1, 3, 4))
                   or (t.revision <= excluded.revision and t.state = 5 and t.record_offset < excluded.record_offset))
                returning t.business_type, t.business_id, t.attempts)
            select b.attempts, s.version,
                   (select h.token from corpus_history h where h.version = s.version) as token, reusable.body
            from begun b cross join corpus_state s
            left join lateral (
                select v.body from verdict v
                where v.business_type = b.business_type and v.business_id = b.business_id
                  and v.content_hash = ? and v.engine_version = ? and v.settings_version = ?
                  and v.corpus_version = s.version
                order by v.revision desc, v.created_at desc limit 1) reusable on true
            """;

    private static final String STANDING =
            "select revision, state, hash, mode, record_offset, update_time, result, late_withdrawal from check_task"
                    + " where business_type = ? and business_id = ?";

    private static final String OWN =
            " where business_type = ? and business_id = ? and revision = ? and attempts = ? and state = 1";

    private static final String PROGRESS =
            "update check_task set pages_done = ?, pages_total = ?, update_time = ?" + OWN;

    private static final String SUPERSEDE = "update check_task set state = 4, update_time = ?" + OWN;

    private static final String PUT_BACK = "update check_task set state = 0, pages_done = 0, update_time = ?" + OWN;

    private static final String FAIL = "update check_task set state = 3, error = ?, update_time = ?" + OWN;

    /**
     * Taken before a withdrawal: waits for the notifier where it is deciding about this document, so that the statement
     * after it sees what was decided. A subquery would see the state of before the wait.
     */
    private static final String LOCK =
            "select 1 from check_task where business_type = ? and business_id = ? for update";

    /** One that came too late still takes back what is older than it and has not begun. */
    private static final String REMEMBER_LATE = """
            update check_task set late_withdrawal = greatest(late_withdrawal, ?)
             where business_type = ? and business_id = ? and revision < ?
            """;

    /** What has been submitted cannot be taken back by a withdrawal. */
    private static final String NOT_SUBMITTED = """
             and not exists (
                   select from work_order w
                    where w.business_type = t.business_type and w.business_id = t.business_id
                      and w.revision = t.revision and w.state = 'SUBMITTED')
            """;

    /** A withdrawal wins over a submission of the same revision: it must not come out that the order is sent off. */
    private static final String WITHDRAW = """
            insert into check_task as t (business_type, business_id, revision, mode, title, record_offset,
                                         create_time, update_time, state)
            values (?, ?, ?, 'WITHDRAW', ?, ?, ?, ?, 5)
            on conflict (business_type, business_id) do update set
                revision = excluded.revision, mode = excluded.mode, title = coalesce(excluded.title, t.title),
                hash = null, record_offset = greatest(t.record_offset, excluded.record_offset),
                create_time = excluded.create_time, update_time = excluded.update_time, state = 5,
                result_state = null, result = null, verdict_id = null, error = null
            where (t.revision < excluded.revision or (t.revision = excluded.revision and t.state <> 5))
            """ + NOT_SUBMITTED;

    /**
     * Without a row there is nothing to withdraw, but the row is written all the same: a node that lost its partition
     * may still hold an earlier record of this key, and must find the offset that withdraws it.
     */
    private static final String WITHDRAW_BEFORE = """
            insert into check_task as t (business_type, business_id, revision, mode, record_offset,
                                         create_time, update_time, state, withdrawn_by_null)
            values (?, ?, 0, 'WITHDRAW', ?, ?, ?, 5, true)
            on conflict (business_type, business_id) do update set
                withdrawn_by_null = true, hash = null, record_offset = excluded.record_offset, update_time = excluded.update_time, state = 5,
                result_state = null, result = null, verdict_id = null, error = null
            where t.record_offset < excluded.record_offset
            """ + NOT_SUBMITTED;

    private final Database database;
    private final Clock clock;

    CheckTasks(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A check that may run.
     *
     * @param corpusVersion the reference set it must see at least
     * @param reusableVerdict the JSON of an earlier verdict whose findings stand at that version, or null
     */
    record Begun(
            Claim claim,
            CorpusVersion corpusVersion,
            @Nullable String reusableVerdict) {}

    /**
     * A row as it is.
     *
     * @param result the verdict's JSON, of a finished check
     * @param lateWithdrawal greatest revision of a withdrawal that came too late for this revision; -1 for none
     */
    record Standing(
            long revision,
            CheckState state,
            @Nullable String hash,
            Mode mode,
            long recordOffset,
            Instant updatedAt,
            @Nullable String result,
            long lateWithdrawal) {}

    /** What a verdict can be reused under, besides its text. */
    record Versions(String engine, String settings) {}

    /** Empty where the row says that this revision is not to be checked (any more). */
    Optional<Begun> begin(Submission submission, String hash, long recordOffset, Versions versions) {
        Instant now = clock.instant();
        return database.inTransaction(session -> session.queryOne(
                BEGIN,
                row -> new Begun(
                        new Claim(submission.key(), submission.revision(), row.getInt(1)),
                        new CorpusVersion(row.getLong(2), row.getString(3)),
                        row.getString(4)),
                submission.businessType(),
                submission.businessId(),
                submission.revision(),
                submission.mode().name(),
                submission.title(),
                hash,
                recordOffset,
                now,
                now,
                hash,
                versions.engine(),
                versions.settings()));
    }

    Optional<Standing> standing(BusinessKey key) {
        return database.read(session -> session.queryOne(
                STANDING,
                row -> new Standing(
                        row.getLong("revision"),
                        CheckState.ofCode(row.getInt("state")),
                        row.getString("hash"),
                        Mode.valueOf(row.getString("mode")),
                        row.getLong("record_offset"),
                        Session.instant(row, "update_time"),
                        row.getString("result"),
                        row.getLong("late_withdrawal")),
                key.businessType(),
                key.businessId()));
    }

    /** False where the claim is no longer good. */
    boolean progress(Claim claim, int pagesDone, int pagesTotal) {
        return update(PROGRESS, claim, pagesDone, pagesTotal, clock.instant());
    }

    /** Gives the check up, if the claim is still good. */
    void supersede(Claim claim) {
        update(SUPERSEDE, claim, clock.instant());
    }

    /** Lets the check wait for its next begin, here or on another node, if the claim is still good. */
    void putBack(Claim claim) {
        update(PUT_BACK, claim, clock.instant());
    }

    /** Ends the check without a verdict; false where the claim is no longer good. */
    boolean fail(Claim claim, String reason) {
        return update(FAIL, claim, reason, clock.instant());
    }

    /** False where the row says that this withdrawal does not change it. */
    boolean withdraw(Submission withdrawal, long recordOffset) {
        return database.inTransaction(session -> {
            lock(session, withdrawal.key());
            boolean withdrawn = withdraw(session, withdrawal, recordOffset);
            if (!withdrawn) {
                session.update(
                        REMEMBER_LATE,
                        withdrawal.revision(),
                        withdrawal.businessType(),
                        withdrawal.businessId(),
                        withdrawal.revision());
            }
            return withdrawn;
        });
    }

    private boolean withdraw(Session session, Submission withdrawal, long recordOffset) throws SQLException {
        Instant now = clock.instant();
        return session.update(
                        WITHDRAW,
                        withdrawal.businessType(),
                        withdrawal.businessId(),
                        withdrawal.revision(),
                        withdrawal.title(),
                        recordOffset,
                        now,
                        now)
                == 1;
    }

    /** Withdraws what came in records before that offset; false where the row came with a later one. */
    boolean withdrawBefore(BusinessKey key, long recordOffset) {
        Instant now = clock.instant();
        return database.inTransaction(session ->
                lock(session, key).update(WITHDRAW_BEFORE, key.businessType(), key.businessId(), recordOffset, now, now)
                        == 1);
    }

    private static Session lock(Session session, BusinessKey key) throws SQLException {
        session.queryOne(LOCK, row -> true, key.businessType(), key.businessId());
        return session;
    }

    private boolean update(String sql, Claim claim, Object... values) {
        @Nullable Object[] parameters = new Object[values.length + 4];
        System.arraycopy(values, 0, parameters, 0, values.length);
        parameters[values.length] = claim.key().businessType();
        parameters[values.length + 1] = claim.key().businessId();
        parameters[values.length + 2] = claim.revision();
        parameters[values.length + 3] = claim.attempt();
        return database.inTransaction(session -> session.update(sql, parameters) == 1);
    }
}
