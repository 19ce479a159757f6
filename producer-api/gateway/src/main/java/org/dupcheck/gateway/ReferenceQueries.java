package org.dupcheck.gateway;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** What the gateway reads of the reference set. */
final class ReferenceQueries {
    private static final String ROWS = """
            select s.version, k.document_type, k.document_id, d.document_id as found, d.approved_revision,
                   d.edited_revision, d.deleted_revision, d.in_force, d.text_revision
              from corpus_state s
              cross join unnest(?::text[], ?::text[]) as k (document_type, document_id)
              left join reference_document d on d.document_type = k.document_type and d.document_id = k.document_id
            """;

    private ReferenceQueries() {}

    static long version(Session session) throws SQLException {
        return session.queryOne("select version from corpus_state", row -> row.getLong(1))
                .orElse(0L);
    }

    /** The counts and the version they belong to: one statement sees one state of the database. */
    static ReferenceSet count(Session session) throws SQLException {
        List<Line> lines = session.query(
                "select s.version, d.document_type, d.documents from corpus_state s left join"
                        + " (select document_type, count(*) as documents from reference_document where in_force"
                        + " group by document_type) d on true",
                row -> new Line(row.getLong("version"), row.getString("document_type"), row.getLong("documents")));
        Map<String, Long> counts = new TreeMap<>();
        long total = 0;
        long version = 0;
        for (Line line : lines) {
            version = line.version();
            if (line.documentType() != null) {
                counts.put(line.documentType(), line.documents());
                total += line.documents();
            }
        }
        return new ReferenceSet(total, version, counts);
    }

    /** Documents in force, by type and id, from behind {@code after} on (type and id, or empty). */
    static List<Listed> list(
            Session session, @Nullable String type, @Nullable String prefix, List<String> after, int limit)
            throws SQLException {
        StringBuilder sql = new StringBuilder("select document_type, document_id, text_revision, title, updated_at"
                + " from reference_document where in_force");
        List<Object> parameters = new ArrayList<>();
        if (type != null) {
            sql.append(" and document_type = ?");
            parameters.add(type);
        }
        if (prefix != null) {
            sql.append(" and starts_with(document_id, ?)");
            parameters.add(prefix);
        }
        if (!after.isEmpty()) {
            sql.append(" and (document_type, document_id) > (?, ?)");
            parameters.addAll(after);
        }
        sql.append(" order by document_type, document_id limit ?");
        parameters.add(limit);
        return session.query(sql.toString(), ReferenceQueries::listed, parameters.toArray());
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getString("document_type"),
                row.getString("document_id"),
                row.getLong("text_revision"),
                row.getString("title"),
                Session.instant(row, "updated_at"));
    }

    /** A document in force with its text. */
    static Optional<Document> document(Session session, JsonCodec codec, String type, String id) throws SQLException {
        return session.queryOne(
                "select document_type, document_id, text_revision, title, owner_id, updated_at, sections"
                        + " from reference_document where in_force and document_type = ? and document_id = ?",
                row -> new Document(
                        row.getString("document_type"),
                        row.getString("document_id"),
                        row.getLong("text_revision"),
                        row.getString("title"),
                        row.getString("owner_id"),
                        Session.instant(row, "updated_at"),
                        codec.readOneOrMany(
                                row.getString("sections").getBytes(StandardCharsets.UTF_8), Section.class, Map.of())),
                type,
                id);
    }

    /** A document in force, without its text. */
    record Listed(
            String documentType,
            String documentId,
            long revision,
            @Nullable String title,
            Instant updatedAt) {}

    /** A document in force with its text. */
    record Document(
            String documentType,
            String documentId,
            long revision,
            @Nullable String title,
            @Nullable String ownerId,
            Instant updatedAt,
            List<Section> sections) {}

    /** What is known of these documents, and the corpus version that belongs to it, both of one state of the database. */
    static DocumentRows rows(Session session, List<DocumentKey> keys) throws SQLException {
        Map<DocumentKey, DocumentRow> rows = new HashMap<>();
        List<Long> versions = session.query(
                ROWS,
                row -> {
                    if (row.getString("found") != null) {
                        rows.put(
                                new DocumentKey(row.getString("document_type"), row.getString("document_id")),
                                new DocumentRow(
                                        row.getObject("approved_revision", Long.class),
                                        row.getObject("edited_revision", Long.class),
                                        row.getObject("deleted_revision", Long.class),
                                        row.getBoolean("in_force"),
                                        row.getObject("text_revision", Long.class)));
                    }
                    return row.getLong("version");
                },
                texts(session, keys, DocumentKey::documentType),
                texts(session, keys, DocumentKey::documentId));
        return new DocumentRows(versions.isEmpty() ? 0 : versions.get(0), rows);
    }

    private static Array texts(Session session, List<DocumentKey> keys, Function<DocumentKey, String> column)
            throws SQLException {
        return session.connection()
                .createArrayOf("text", keys.stream().map(column).toArray());
    }

    /** Documents by name, those that the reference set has ever heard of. */
    record DocumentRows(long corpusVersion, Map<DocumentKey, DocumentRow> rows) {}

    /** The greatest revision of each kind of event, and whose text is in force. */
    record DocumentRow(
            @Nullable Long approved,
            @Nullable Long edited,
            @Nullable Long deleted,
            boolean inForce,
            @Nullable Long textRevision) {}

    /**
     * The reference set in figures.
     *
     * @param total documents in force
     * @param counts documents in force by document type
     */
    record ReferenceSet(long total, long corpusVersion, Map<String, Long> counts) {}

    private record Line(long version, @Nullable String documentType, long documents) {}
}
