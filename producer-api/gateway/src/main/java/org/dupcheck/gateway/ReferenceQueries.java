package org.dupcheck.gateway;

import java.sql.Array;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.dupcheck.contract.DocumentKey;
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
