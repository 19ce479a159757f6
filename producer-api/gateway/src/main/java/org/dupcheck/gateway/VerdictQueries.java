package org.dupcheck.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** What the gateway reads of verdicts and of the texts they point into. */
final class VerdictQueries {
    private static final String FIND = "select verdict_id, business_type, business_id, revision, body from verdict";
    private static final String NEWEST_FIRST = " order by revision desc, created_at desc, verdict_id desc limit ?";

    private VerdictQueries() {}

    static Optional<Stored> find(Session session, String verdictId) throws SQLException {
        return session.queryOne(FIND + " where verdict_id = ?", VerdictQueries::stored, verdictId);
    }

    static Optional<Stored> latest(Session session, BusinessKey key) throws SQLException {
        return session.queryOne(
                FIND + " where business_type = ? and business_id = ?" + NEWEST_FIRST,
                VerdictQueries::stored,
                key.businessType(),
                key.businessId(),
                1);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getString("verdict_id"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getLong("revision"),
                row.getString("body"));
    }

    static List<Listed> history(Session session, BusinessKey key, @Nullable Position after, int limit)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(List.of(key.businessType(), key.businessId()));
        String from = "";
        if (after != null) {
            from = " and (revision, created_at, verdict_id) < (?, ?, ?)";
            parameters.addAll(List.of(after.revision(), after.createdAt(), after.verdictId()));
        }
        parameters.add(limit);
        return session.query(
                "select verdict_id, revision, content_hash, corpus_version, engine_version, settings_version,"
                        + " result_state, created_at from verdict where business_type = ? and business_id = ?" + from
                        + NEWEST_FIRST,
                VerdictQueries::listed,
                parameters.toArray());
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

    /** What was submitted as that revision; nothing once its retention has passed. */
    static Optional<Text> submissionText(Session session, BusinessKey key, long revision) throws SQLException {
        return session.queryOne(
                "select title, sections from submission where business_type = ? and business_id = ? and revision = ?",
                VerdictQueries::text,
                key.businessType(),
                key.businessId(),
                revision);
    }

    /** A reference document's text as of that revision, in force or replaced. */
    static Optional<Text> referenceText(Session session, String type, String id, long revision) throws SQLException {
        return session.queryOne(
                "select title, sections from reference_document"
                        + " where document_type = ? and document_id = ? and text_revision = ? and sections is not null"
                        + " union all select title, sections from reference_text"
                        + " where document_type = ? and document_id = ? and revision = ? limit 1",
                VerdictQueries::text,
                type,
                id,
                revision,
                type,
                id,
                revision);
    }

    private static Text text(ResultSet row) throws SQLException {
        return new Text(row.getString("title"), row.getString("sections"));
    }

    /** @param body the verdict's JSON as it was stored */
    record Stored(String verdictId, BusinessKey key, long revision, String body) {}

    /** A verdict's line in the history. */
    record Listed(
            String verdictId,
            long revision,
            String contentHash,
            ResultState resultState,
            long corpusVersion,
            String engineVersion,
            String settingsVersion,
            Instant createdAt) {}

    /** Where a verdict stands in its document's history. */
    record Position(long revision, Instant createdAt, String verdictId) {}

    /** @param sections JSON, an array of key and text */
    record Text(@Nullable String title, String sections) {}
}
