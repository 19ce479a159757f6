package org.dupcheck.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.runtime.database.Database;

/** Writes reference documents as the corpus sync does. */
public final class ReferenceRows {
    private static final JsonCodec CODEC = new JsonCodec();

    private final Database database;

    ReferenceRows(Database database) {
        this.database = database;
    }

    /** What the corpus sync has come to; verdicts of {@link Rows#verdict} are of version 12. */
    public void version(long version) {
        update("update corpus_state set version = ?", version);
    }

    /** A reference document in force, its change visible. */
    public void add(String type, String id, long revision, long version, String title, List<Section> sections) {
        // at once, as corpus-sync does: whoever sees the document sees its version
        database.inTransaction(session -> session.update(
                        "insert into reference_document (document_type, document_id, approved_revision, in_force,"
                                + " text_revision, title, sections, content_hash, changed_version, updated_at)"
                                + " values (?, ?, ?, true, ?, ?, ?::json, ?, ?, ?)",
                        type,
                        id,
                        revision,
                        revision,
                        title,
                        json(sections),
                        ContentHash.of(new ReferenceEvent(
                                type, id, revision, ReferenceEventKind.APPROVED, title, null, sections, null)),
                        version,
                        Instant.now())
                + session.update("update corpus_state set version = ?", version));
    }

    /** What the corpus sync does when a text is replaced: the old one is kept aside. */
    public void replace(String type, String id, long newRevision, long version, List<Section> sections) {
        update(
                "insert into reference_text (document_type, document_id, revision, title, sections, replaced_at)"
                        + " select document_type, document_id, text_revision, title, sections, ?"
                        + " from reference_document where document_type = ? and document_id = ?",
                Instant.now(),
                type,
                id);
        update(
                "update reference_document set edited_revision = ?, text_revision = ?, sections = ?::json,"
                        + " changed_version = ? where document_type = ? and document_id = ?",
                newRevision,
                newRevision,
                json(sections),
                version,
                type,
                id);
        update("update corpus_state set version = ?", version);
    }

    private void update(String sql, Object... parameters) {
        int unused = database.inTransaction(session -> session.update(sql, parameters));
    }

    private static String json(List<Section> sections) {
        return new String(CODEC.write(sections), StandardCharsets.UTF_8);
    }
}
