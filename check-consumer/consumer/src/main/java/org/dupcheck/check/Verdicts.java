package org.dupcheck.check;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.Database;
import org.jspecify.annotations.Nullable;

/** The verdict store: a check's row, its verdict and what was submitted change together, in one statement. */
final class Verdicts {
    /**
     * The same verdict may have been stored before (a check done twice at one corpus version); the first bytes stay, and
     * the check's row shows those.
     */
    private static final String STORE = """
            with task as (
                update check_task set state = 2, result_state = ?, verdict_id = ?, pages_done = ?, pages_total = ?,
                    error = null, update_time = ?,
                    result = coalesce((select v.body from verdict v where v.verdict_id = ?), cast(? as json))
                where business_type = ? and business_id = ? and revision = ? and attempts = ? and state = 1
                returning business_type, business_id, revision, hash, mode, result_state, verdict_id, result),
            stored as (
                insert into verdict (verdict_id, business_type, business_id, revision, content_hash, result_state, body,
                                     corpus_version, engine_version, settings_version, created_at)
                select verdict_id, business_type, business_id, revision, hash, result_state, result, ?, ?, ?, ? from task
                on conflict (verdict_id) do nothing),
            kept as (
                insert into submission (business_type, business_id, revision, mode, title, sections, user_id, phone,
                                        locale, work_order_id, retain_until)
                select business_type, business_id, revision, mode, cast(? as text), cast(? as json), cast(? as text),
                       cast(? as text), cast(? as text), ?, ?
                from task
                on conflict (business_type, business_id, revision) do update set mode = excluded.mode,
                    title = excluded.title, sections = excluded.sections, user_id = excluded.user_id,
                    phone = excluded.phone, locale = excluded.locale, work_order_id = excluded.work_order_id,
                    retain_until = excluded.retain_until)
            select count(*) from task
            """;

    private static final String KEEP_FAILED = """
            insert into submission (business_type, business_id, revision, mode, title, sections, user_id, phone,
                                    locale, work_order_id, retain_until)
            select business_type, business_id, revision, mode, cast(? as text), cast(? as json), cast(? as text),
                   cast(? as text), cast(? as text), ?, ?
            from check_task
            where business_type = ? and business_id = ? and revision = ? and attempts = ? and state = 3
            on conflict (business_type, business_id, revision) do nothing
            """;

    private final Database database;
    private final JsonCodec codec;
    private final Clock clock;
    private final Duration textRetention;

    Verdicts(Database database, JsonCodec codec, Clock clock, Duration textRetention) {
        this.database = database;
        this.codec = codec;
        this.clock = clock;
        this.textRetention = textRetention;
    }

    /** @throws ClaimLostException where the claim is no longer good; nothing is stored then */
    void store(Claim claim, Finding finding, Submission submission) {
        Verdict verdict = finding.verdict();
        @Nullable Applicant applicant = submission.applicant();
        String workOrderId = submission.workOrderId();
        boolean stored = database.inTransaction(session -> session.queryOne(
                        STORE,
                        row -> row.getInt(1) == 1,
                        verdict.resultState().code(),
                        verdict.verdictId(),
                        finding.pages(),
                        finding.pages(),
                        clock.instant(),
                        verdict.verdictId(),
                        finding.json(),
                        claim.key().businessType(),
                        claim.key().businessId(),
                        claim.revision(),
                        claim.attempt(),
                        verdict.corpusVersion(),
                        verdict.engineVersion(),
                        verdict.settingsVersion(),
                        verdict.createdAt(),
                        submission.title(),
                        new String(codec.write(submission.sections()), StandardCharsets.UTF_8),
                        applicant == null ? null : applicant.userId(),
                        applicant == null ? null : applicant.phone(),
                        applicant == null ? null : applicant.locale(),
                        workOrderId == null ? claim.key().toString() : workOrderId,
                        clock.instant().plus(textRetention))
                .orElse(false));
        if (!stored) {
            throw new ClaimLostException();
        }
    }

    /** Keeps what was submitted though the check failed for good: whom to tell of it stands nowhere else. */
    void keepFailed(Claim claim, Submission submission) {
        @Nullable Applicant applicant = submission.applicant();
        String workOrderId = submission.workOrderId();
        database.inTransaction(session -> session.update(
                KEEP_FAILED,
                submission.title(),
                new String(codec.write(submission.sections()), StandardCharsets.UTF_8),
                applicant == null ? null : applicant.userId(),
                applicant == null ? null : applicant.phone(),
                applicant == null ? null : applicant.locale(),
                workOrderId == null ? claim.key().toString() : workOrderId,
                clock.instant().plus(textRetention),
                claim.key().businessType(),
                claim.key().businessId(),
                claim.revision(),
                claim.attempt()));
    }
}
