package org.dupcheck.gateway;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** What the gateway reads of the reference set. */
final class ReferenceQueries {
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

    /**
     * The reference set in figures.
     *
     * @param total documents in force
     * @param counts documents in force by document type
     */
    record ReferenceSet(long total, long corpusVersion, Map<String, Long> counts) {}

    private record Line(long version, @Nullable String documentType, long documents) {}
}
