package org.dupcheck.store.verdicts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** Reads verdicts, and the texts they point into. Thread-safe. */
public final class VerdictQueries {
    private static final String COLUMNS =
            "select verdict_id, business_type, business_id, mode, section_key, revision, body from verdict";

    private static final String NEWEST_FIRST = " order by revision desc, created_at desc, verdict_id desc limit ?";

    private final Database database;

    public VerdictQueries(Database database) {
        this.database = database;
    }

    public Optional<StoredVerdict> find(String verdictId) {
        return database.read(
                session -> session.queryOne(COLUMNS + " where verdict_id = ?", VerdictQueries::stored, verdictId));
    }

    /** The verdict of a document's newest submission that has one; where there is none, that of the newest pre-check. */
    public Optional<StoredVerdict> latest(BusinessKey key) {
        return database.read(session -> session.queryOne(
                // by the alphabet SUBMIT comes before PRECHECK
                COLUMNS + " where business_type = ? and business_id = ?"
                        + " order by mode desc, revision desc, created_at desc, verdict_id desc limit 1",
                VerdictQueries::stored,
                key.businessType(),
                key.businessId()));
    }

    private static StoredVerdict stored(ResultSet row) throws SQLException {
        return new StoredVerdict(
                row.getString("verdict_id"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                Mode.valueOf(row.getString("mode")),
                row.getString("section_key"),
                row.getLong("revision"),
                row.getString("body"));
    }

    /** The verdicts of a document's submissions, newest first. */
    public List<Listed> history(BusinessKey key, @Nullable Position after, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(key.businessType(), key.businessId()));
        String from = "";
        if (after != null) {
            from = " and (revision, created_at, verdict_id) < (?, ?, ?)";
            parameters.addAll(List.of(after.revision(), after.createdAt(), after.verdictId()));
        }
        parameters.add(limit);
        String sql = "select verdict_id, revision, content_hash, corpus_version, engine_version, settings_version,"
                + " result_state, created_at from verdict"
                + " where business_type = ? and business_id = ? and mode = 'SUBMIT'" + from + NEWEST_FIRST;
        return database.read(session -> session.query(sql, VerdictQueries::listed, parameters.toArray()));
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
                Session.instant(row, "created_at"));
    }

    /** The text that the verdict is about; nothing once its retention has passed or a newer pre-check has replaced it. */
    public Optional<CheckedText> textOf(StoredVerdict verdict) {
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
        return database.read(session -> session.queryOne(
                "select title, sections from submission"
                        + " where business_type = ? and business_id = ? and revision = ?",
                VerdictQueries::text,
                key.businessType(),
                key.businessId(),
                verdict.revision()));
    }

    private static CheckedText text(ResultSet row) throws SQLException {
        return new CheckedText(row.getString("title"), row.getString("sections"));
    }

    /**
     * A verdict as it is stored.
     *
     * @param sectionKey of a pre-check of one section; else empty
     * @param body the verdict's JSON, byte for byte
     */
    public record StoredVerdict(
            String verdictId, BusinessKey key, Mode mode, String sectionKey, long revision, String body) {}

    /** A verdict's line in the history. */
    public record Listed(
            String verdictId,
            long revision,
            String contentHash,
            ResultState resultState,
            long corpusVersion,
            String engineVersion,
            String settingsVersion,
            Instant createdAt) {}

    /** Where a verdict stands in its document's history. */
    public record Position(long revision, Instant createdAt, String verdictId) {}

    /** @param sections JSON, an array of key and text */
    public record CheckedText(@Nullable String title, String sections) {}
}
