package org.dupcheck.store.verdicts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Select;
import org.jspecify.annotations.Nullable;

/** Reads verdicts, and the texts they point into. Thread-safe. */
public final class VerdictQueries {
    private static final String COLUMNS =
            "select v.verdict_id, v.business_type, v.business_id, v.mode, v.section_key, v.revision, "
                    + "v.corpus_version, " + VerdictBody.COLUMNS + " from verdict v";

    /** The body is read only where the columns beside it are empty. */
    private static final String LISTED = "select v.verdict_id, v.revision, v.content_hash, v.corpus_version,"
            + " v.engine_version, v.settings_version, v.policy_version, v.result_state, v.created_at, "
            + VerdictBody.CHANGES_BEHIND
            + ", coalesce(v.reason, b.reason) as reason, coalesce(v.containment, b.containment) as containment,"
            + " coalesce(v.longest_run, b.\"longestRun\") as longest_run, coalesce(v.tokens, b.tokens) as tokens,"
            + " coalesce(v.matched_tokens, b.\"matchedTokens\") as matched_tokens"
            + " from verdict v left join lateral json_to_record(case when v.reason is null then v.body end)"
            + " as b(reason text, containment float8, \"longestRun\" int, tokens int, \"matchedTokens\" int) on true"
            + " where v.business_type = ? and v.business_id = ? and v.mode = 'SUBMIT'";

    private static final String NEWEST_FIRST =
            " order by v.revision desc, v.created_at desc, v.verdict_id desc limit ?";

    /** Three looks into an index, of which the first that finds one counts. */
    private static final String LATEST = COLUMNS + " " + """
            where v.verdict_id = (select c.verdict_id from (
                (select verdict_id, 1 as place from verdict
                  where business_type = ? and business_id = ? and mode = 'SUBMIT'
                  order by revision desc, created_at desc, verdict_id desc limit 1)
                union all
                (select verdict_id, 2 from verdict
                  where business_type = ? and business_id = ? and mode = 'PRECHECK' and section_key = ''
                  order by revision desc, created_at desc, verdict_id desc limit 1)
                union all
                (select verdict_id, 3 from verdict
                  where business_type = ? and business_id = ? and mode = 'PRECHECK'
                  order by revision desc, created_at desc, verdict_id desc limit 1)) c
              order by c.place limit 1)""";

    private final Database database;

    public VerdictQueries(Database database) {
        this.database = database;
    }

    public Optional<StoredVerdict> find(String verdictId) {
        return database.read(
                session -> session.queryOne(COLUMNS + " where v.verdict_id = ?", VerdictQueries::stored, verdictId));
    }

    /** Those of two verdicts that there are; one alone where both ids are the same. */
    public List<StoredVerdict> findBoth(String verdictId, String otherVerdictId) {
        return database.read(session -> session.query(
                COLUMNS + " where v.verdict_id in (?, ?)", VerdictQueries::stored, verdictId, otherVerdictId));
    }

    /**
     * The verdict of a document's newest submission that has one; where there is none, that of its newest pre-check; where
     * only sections were checked, that of the newest of those.
     */
    public Optional<StoredVerdict> latest(BusinessKey key) {
        String type = key.businessType();
        String id = key.businessId();
        return database.read(session -> session.queryOne(LATEST, VerdictQueries::stored, type, id, type, id, type, id));
    }

    private static StoredVerdict stored(ResultSet row) throws SQLException {
        return new StoredVerdict(
                row.getString("verdict_id"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                Mode.valueOf(row.getString("mode")),
                row.getString("section_key"),
                row.getLong("revision"),
                row.getLong("corpus_version"),
                Objects.requireNonNull(VerdictBody.read(row)));
    }

    /** The verdicts of a document's submissions, newest first. */
    public List<Listed> history(BusinessKey key, @Nullable Position after, int limit) {
        Select select = new Select(LISTED, key.businessType(), key.businessId());
        if (after != null) {
            select.add(
                    " and (v.revision, v.created_at, v.verdict_id) < (?, ?, ?)",
                    after.revision(),
                    after.createdAt(),
                    after.verdictId());
        }
        select.add(NEWEST_FIRST, limit);
        return database.read(session -> session.query(select.text(), VerdictQueries::listed, select.parameters()));
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getString("verdict_id"),
                row.getLong("revision"),
                row.getString("content_hash"),
                ResultState.ofCode(row.getInt("result_state")),
                row.getLong("corpus_version"),
                row.getString("engine_version"),
                row.getString("settings_version"),
                row.getLong("policy_version"),
                VerdictReason.valueOf(row.getString("reason")),
                Session.instant(row, "created_at"),
                row.getDouble("containment"),
                row.getInt("longest_run"),
                row.getInt("tokens"),
                row.getInt("matched_tokens"),
                row.getLong("changes_behind"));
    }

    /** The text that the verdict is about; nothing once its retention has passed or a newer pre-check has replaced it. */
    public Optional<StoredText> textOf(StoredVerdict verdict) {
        BusinessKey key = verdict.key();
        if (verdict.mode() == Mode.PRECHECK) {
            return database.read(session -> session.queryOne(
                    "select title, sections from pre_check_text"
                            + " where business_type = ? and business_id = ? and section_key = ? and revision = ?",
                    VerdictQueries::text,
                    key.businessType(),
                    key.businessId(),
                    verdict.sectionKey(),
                    verdict.revision()));
        }
        return submittedText(key, verdict.revision());
    }

    /** The text of a submission; nothing once its retention has passed. */
    public Optional<StoredText> submittedText(BusinessKey key, long revision) {
        return database.read(session -> session.queryOne(
                "select title, sections from submission"
                        + " where business_type = ? and business_id = ? and revision = ?",
                VerdictQueries::text,
                key.businessType(),
                key.businessId(),
                revision));
    }

    /**
     * The texts of a document's sections that were pre-checked last, in the order of arrival.
     *
     * @param userId what somebody else has written of the document is left out
     * @param after of greater revisions only
     */
    public List<StoredText> preCheckedSections(BusinessKey key, String userId, long after, int limit) {
        return database.read(session -> session.query(
                "select title, sections from (select title, sections, revision from pre_check_text"
                        + " where business_type = ? and business_id = ? and section_key <> '' and revision > ?"
                        + " and (user_id = ? or user_id is null) order by revision desc limit ?) newest"
                        + " order by revision",
                VerdictQueries::text,
                key.businessType(),
                key.businessId(),
                after,
                userId,
                limit));
    }

    /** The newest pre-check of each section of a document, by the section's key. */
    public Map<String, CheckedText> checkedSections(BusinessKey key, int limit) {
        Map<String, CheckedText> found = new HashMap<>();
        database.read(session -> session.query(
                        "select p.section_key, p.hash, p.revision, p.state, " + VerdictBody.COLUMNS
                                + " from pre_check p left join verdict v on v.verdict_id = p.verdict_id"
                                + " where p.business_type = ? and p.business_id = ? and p.section_key <> ''"
                                + " order by p.create_time desc limit ?",
                        row -> new CheckedText(
                                row.getString("section_key"),
                                row.getString("hash"),
                                row.getLong("revision"),
                                CheckState.ofCode(row.getInt("state")),
                                VerdictBody.read(row)),
                        key.businessType(),
                        key.businessId(),
                        limit))
                .forEach(checked -> found.put(checked.sectionKey(), checked));
        return found;
    }

    private static StoredText text(ResultSet row) throws SQLException {
        return new StoredText(row.getString("title"), row.getString("sections"));
    }

    /**
     * A verdict as it is stored.
     *
     * @param sectionKey of a pre-check of one section; else empty
     * @param corpusVersion that it is pinned to
     */
    public record StoredVerdict(
            String verdictId,
            BusinessKey key,
            Mode mode,
            String sectionKey,
            long revision,
            long corpusVersion,
            VerdictBody body) {}

    /**
     * A verdict's line in the history.
     *
     * @param changesBehind changes of the reference set since its corpus version, 0 or more
     */
    public record Listed(
            String verdictId,
            long revision,
            String contentHash,
            ResultState resultState,
            long corpusVersion,
            String engineVersion,
            String settingsVersion,
            long policyVersion,
            VerdictReason reason,
            Instant createdAt,
            double containment,
            int longestRun,
            int tokens,
            int matchedTokens,
            long changesBehind) {}

    /** Where a verdict stands in its document's history. */
    public record Position(long revision, Instant createdAt, String verdictId) {}

    /**
     * A section's pre-check.
     *
     * @param hash of the section, its key included
     * @param verdict null unless the state is FINISHED
     */
    public record CheckedText(
            String sectionKey,
            String hash,
            long revision,
            CheckState state,
            @Nullable VerdictBody verdict) {}

    /** @param sections JSON, an array of key and text */
    public record StoredText(@Nullable String title, String sections) {}
}
