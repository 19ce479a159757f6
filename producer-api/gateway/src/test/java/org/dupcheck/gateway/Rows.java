package org.dupcheck.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.runtime.database.Database;

/** Writes the database's rows as the other roles do: here what the check role writes, besides what the two others have. */
public final class Rows {
    private static final JsonCodec CODEC = new JsonCodec();

    /** Of the text that tests send as a pre-check. */
    private static final String PRE_CHECK_HASH = ContentHash.of(List.of(new Section("立项", "面向园区")));

    /** What the corpus sync writes. */
    public final ReferenceRows references;

    /** What the notifier writes. */
    public final NotifierRows notifier;

    private final Database database;

    public Rows(Database database) {
        this.database = database;
        references = new ReferenceRows(database);
        notifier = new NotifierRows(database);
    }

    /** A check that has not finished. */
    public void check(
            BusinessKey key, long revision, CheckState state, int pagesDone, int pagesTotal, Instant created) {
        write(key, revision, state, null, null, null, pagesDone, pagesTotal, created);
    }

    public void check(BusinessKey key, long revision, CheckState state) {
        check(key, revision, state, 1, 4, Instant.now());
    }

    /** A finished check with its verdict in both places. */
    public Verdict finish(BusinessKey key, long revision, ResultState result, Instant created) {
        Verdict verdict = verdict(key, revision, result, created);
        verdict(verdict);
        write(
                key,
                revision,
                CheckState.FINISHED,
                result,
                verdict.verdictId(),
                json(CODEC.write(verdict)),
                4,
                4,
                created);
        return verdict;
    }

    public Verdict finish(BusinessKey key, long revision) {
        return finish(key, revision, ResultState.DUPLICATES, Instant.now());
    }

    /** A verdict in the history alone. */
    public void verdict(Verdict verdict) {
        verdict(verdict, "");
    }

    private void verdict(Verdict verdict, String sectionKey) {
        update(
                "insert into verdict (verdict_id, business_type, business_id, mode, section_key, revision, content_hash, corpus_version,"
                        + " engine_version, settings_version, result_state, created_at, reason, containment, longest_run,"
                        + " tokens, matched_tokens, body)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json) on conflict do nothing",
                verdict.verdictId(),
                verdict.businessType(),
                verdict.businessId(),
                verdict.mode().name(),
                sectionKey,
                verdict.revision(),
                verdict.contentHash(),
                verdict.corpusVersion(),
                verdict.engineVersion(),
                verdict.settingsVersion(),
                verdict.resultState().code(),
                verdict.createdAt(),
                verdict.reason().name(),
                verdict.containment(),
                verdict.longestRun(),
                verdict.tokens(),
                verdict.matchedTokens(),
                json(CODEC.write(verdict)));
    }

    public static Verdict verdict(BusinessKey key, long revision, ResultState result, Instant created) {
        Verdict.Passage passage = new Verdict.Passage("立项背景", 2, 6, "背景", 0, 4, 1.0);
        List<Verdict.Match> matches = result == ResultState.NONE
                ? List.of()
                : List.of(new Verdict.Match("initiation", "D/1 100%", 7, "旧项目", 0.5, 4, List.of(passage)));
        String id = UUID.nameUUIDFromBytes((key + ":" + revision).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new Verdict(
                id,
                key.businessType(),
                key.businessId(),
                revision,
                Mode.SUBMIT,
                "a".repeat(64),
                result,
                12,
                11,
                "1",
                "s1",
                0,
                VerdictReason.FIRST,
                created,
                result == ResultState.NONE ? 0 : 0.5,
                4,
                8,
                4,
                List.of(new Verdict.SectionResult("立项背景", 0.5, 8, 4)),
                List.of(new Verdict.Ratio(Verdict.Ratio.RAW, 0.5, 8, 4, 0)),
                false,
                Verdict.CommonText.NONE,
                List.of(),
                result == ResultState.NONE ? List.of() : List.of(ConfirmationReason.DUPLICATES),
                matches);
    }

    private void write(
            BusinessKey key,
            long revision,
            CheckState state,
            ResultState result,
            String verdictId,
            String body,
            int pagesDone,
            int pagesTotal,
            Instant created) {
        update(
                "insert into check_task (business_id, business_type, hash, create_time, state, result_state, result,"
                        + " revision, mode, verdict_id, pages_done, pages_total, error, record_partition, record_offset, record_time,"
                        + " update_time)"
                        + " values (?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, 0, 0, now(), ?)"
                        + " on conflict (business_type, business_id) do update set state = excluded.state,"
                        + " result_state = excluded.result_state, result = excluded.result,"
                        + " revision = excluded.revision, mode = excluded.mode, verdict_id = excluded.verdict_id,"
                        + " pages_done = excluded.pages_done, pages_total = excluded.pages_total,"
                        + " error = excluded.error, update_time = excluded.update_time",
                key.businessId(),
                key.businessType(),
                null, // as what is sent may be anything here
                created,
                state.code(),
                result == null ? null : result.code(),
                body,
                revision,
                (state == CheckState.WITHDRAWN ? Mode.WITHDRAW : Mode.SUBMIT).name(),
                verdictId,
                pagesDone,
                pagesTotal,
                state == CheckState.FAILED ? "the scan failed" : null,
                created);
    }

    /** What a revision of a submission was about. */
    public void content(BusinessKey key, String hash) {
        update(
                "update check_task set hash = ? where business_type = ? and business_id = ?",
                hash,
                key.businessType(),
                key.businessId());
    }

    /** A pre-check that has not finished. */
    public void preCheck(CheckKey key, long revision, CheckState state) {
        preCheck(key, revision, state, null);
    }

    /** A finished pre-check with its verdict. */
    public Verdict finishPreCheck(CheckKey key, long revision) {
        Verdict of = verdict(key.document(), revision, ResultState.DUPLICATES, Instant.now());
        Verdict verdict = new Verdict(
                UUID.nameUUIDFromBytes((key + " pre-check " + revision).getBytes(StandardCharsets.UTF_8))
                        .toString(),
                of.businessType(),
                of.businessId(),
                of.revision(),
                Mode.PRECHECK,
                of.contentHash(),
                of.resultState(),
                of.corpusVersion(),
                of.statisticsVersion(),
                of.engineVersion(),
                of.settingsVersion(),
                of.policyVersion(),
                of.reason(),
                of.createdAt(),
                of.containment(),
                of.longestRun(),
                of.tokens(),
                of.matchedTokens(),
                of.sections(),
                of.ratios(),
                of.tooLittleText(),
                of.commonText(),
                of.signals(),
                of.confirmationReasons(),
                of.matches());
        verdict(verdict, sectionKey(key));
        preCheck(key, revision, CheckState.FINISHED, verdict);
        return verdict;
    }

    private void preCheck(CheckKey key, long revision, CheckState state, Verdict verdict) {
        update(
                "insert into pre_check (business_type, business_id, section_key, hash, create_time, state, result_state,"
                        + " revision, verdict_id, update_time, retain_until)"
                        + " values (?, ?, ?, ?, now(), ?, ?, ?, ?, now(), now() + interval '1 day')"
                        + " on conflict (business_type, business_id, section_key) do update set state = excluded.state,"
                        + " result_state = excluded.result_state, revision = excluded.revision,"
                        + " verdict_id = excluded.verdict_id",
                key.document().businessType(),
                key.document().businessId(),
                sectionKey(key),
                PRE_CHECK_HASH,
                state.code(),
                verdict == null ? null : verdict.resultState().code(),
                revision,
                verdict == null ? null : verdict.verdictId());
    }

    public void preCheckText(CheckKey key, long revision, List<Section> sections) {
        update(
                "insert into pre_check_text (business_type, business_id, section_key, revision, sections)"
                        + " values (?, ?, ?, ?, ?::json)",
                key.document().businessType(),
                key.document().businessId(),
                sectionKey(key),
                revision,
                json(CODEC.write(sections)));
    }

    private static String sectionKey(CheckKey key) {
        return key.section() == null ? "" : key.section();
    }

    public void submission(BusinessKey key, long revision, String title, List<Section> sections) {
        update(
                "insert into submission (business_type, business_id, revision, title, sections, work_order_id,"
                        + " retain_until) values (?, ?, ?, ?, ?::json, ?, ?)",
                key.businessType(),
                key.businessId(),
                revision,
                title,
                json(CODEC.write(sections)),
                key.toString(),
                Instant.now().plusSeconds(3600));
    }

    /** The documents that a reviewer has decided on, and whose orders are to be looked at. */
    public List<String> reviewed() {
        return database.read(
                session -> session.query("select subject from due where kind = 'REVIEWED'", row -> row.getString(1)));
    }

    /** Open submissions that are to be checked again, by their ids. */
    public List<String> rechecks() {
        return database.read(
                session -> session.query("select business_id from recheck order by 1", row -> row.getString(1)));
    }

    public long count(String table) {
        return database.read(session -> session.queryOne("select count(*) from " + table, row -> row.getLong(1)))
                .orElseThrow();
    }

    public void update(String sql, Object... parameters) {
        int unused = updated(sql, parameters);
    }

    /** How many rows. */
    public int updated(String sql, Object... parameters) {
        return database.inTransaction(session -> session.update(sql, parameters));
    }

    private static String json(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
