package org.dupcheck.gateway;

import java.sql.SQLException;
import java.util.Optional;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.verdicts.VerdictQueries.CheckedText;

/** What the gateway reads of reference documents' texts. */
final class ReferenceTexts {
    private ReferenceTexts() {}

    /** A reference document's text as of that revision, in force or replaced. */
    static Optional<CheckedText> find(Session session, String type, String id, long revision) throws SQLException {
        return session.queryOne(
                "select title, sections from reference_document"
                        + " where document_type = ? and document_id = ? and text_revision = ? and sections is not null"
                        + " union all select title, sections from reference_text"
                        + " where document_type = ? and document_id = ? and revision = ? limit 1",
                row -> new CheckedText(row.getString("title"), row.getString("sections")),
                type,
                id,
                revision,
                type,
                id,
                revision);
    }
}
