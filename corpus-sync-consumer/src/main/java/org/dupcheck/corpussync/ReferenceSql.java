package org.dupcheck.corpussync;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** The statements on the tables of the reference set. Sets of rows travel as one array a column. */
final class ReferenceSql {
    private static final String LOCK = "select version from corpus_state for update";

    private static final String READ = """
            select d.document_type, d.document_id, d.approved_revision, d.edited_revision, d.deleted_revision,
                   d.text_revision, d.content_hash, d.changed_version
              from unnest(?::text[], ?::text[]) as k (document_type, document_id)
              join reference_document d on d.document_type = k.document_type and d.document_id = k.document_id
            """;

    /** Under a revision that is archived already, the text is the same: it was in force, out of it, and in it again. */
    private static final String ARCHIVE = """
            insert into reference_text (document_type, document_id, revision, title, sections, replaced_at)
            select d.document_type, d.document_id, d.text_revision, d.title, d.sections, ?
              from unnest(?::text[], ?::text[]) as k (document_type, document_id)
              join reference_document d on d.document_type = k.document_type and d.document_id = k.document_id
                on conflict do nothing
            """;

    /** Where the content stays what it is, it was not sent, and the row keeps its own. */
    private static final String WRITE = """
            insert into reference_document as d (document_type, document_id, approved_revision, edited_revision,
                   deleted_revision, in_force, text_revision, content_hash, title, owner_id, sections,
                   changed_version, updated_at)
            select t, i, a, e, d, f, r, h, n, o, s::json, v, ?
              from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::bigint[],
                          ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                as u (t, i, a, e, d, f, r, h, n, o, s, v)
                on conflict (document_type, document_id) do update
               set approved_revision = excluded.approved_revision,
                   edited_revision = excluded.edited_revision,
                   deleted_revision = excluded.deleted_revision,
                   in_force = excluded.in_force,
                   text_revision = excluded.text_revision,
                   content_hash = excluded.content_hash,
                   title = case when d.content_hash = excluded.content_hash then d.title else excluded.title end,
                   owner_id = case when d.content_hash = excluded.content_hash then d.owner_id else excluded.owner_id end,
                   sections = case when d.content_hash = excluded.content_hash then d.sections else excluded.sections end,
                   changed_version = excluded.changed_version,
                   updated_at = excluded.updated_at
            """;

    private static final String SET_VERSION = "update corpus_state set version = ?";

    private ReferenceSql() {}

    /** Takes the lock that orders all changes of the reference set, and reads the corpus version. */
    static long lockVersion(Session session) throws SQLException {
        return session.queryOne(LOCK, row -> row.getLong(1))
                .orElseThrow(() -> new IllegalStateException("corpus_state has no row"));
    }

    static Map<DocumentKey, StoredDocument> read(Session session, Collection<DocumentKey> keys) throws SQLException {
        Map<DocumentKey, StoredDocument> rows = new HashMap<>();
        session.query(
                READ,
                row -> rows.put(new DocumentKey(row.getString(1), row.getString(2)), storedDocument(row)),
                texts(session, keys, DocumentKey::documentType),
                texts(session, keys, DocumentKey::documentId));
        return rows;
    }

    private static StoredDocument storedDocument(ResultSet row) throws SQLException {
        String hash = row.getString(7);
        DocumentState state = new DocumentState(
                revision(row, 3), revision(row, 4), revision(row, 5), hash == null ? null : DocumentText.stored(hash));
        return new StoredDocument(state, revision(row, 6), row.getLong(8));
    }

    static void archive(Session session, Collection<DocumentKey> keys, Instant now) throws SQLException {
        if (!keys.isEmpty()) {
            session.update(
                    ARCHIVE,
                    now,
                    texts(session, keys, DocumentKey::documentType),
                    texts(session, keys, DocumentKey::documentId));
        }
    }

    static void write(Session session, Map<DocumentKey, StoredDocument> documents, Instant now) throws SQLException {
        if (documents.isEmpty()) {
            return;
        }
        Collection<DocumentKey> keys = documents.keySet();
        Collection<StoredDocument> rows = documents.values();
        session.update(
                WRITE,
                now,
                texts(session, keys, DocumentKey::documentType),
                texts(session, keys, DocumentKey::documentId),
                revisions(session, rows, row -> row.state().approved()),
                revisions(session, rows, row -> row.state().edited()),
                revisions(session, rows, row -> row.state().deleted()),
                array(session, "boolean", rows, row -> row.state().inForce()),
                revisions(session, rows, StoredDocument::shownRevision),
                texts(session, rows, row -> row.state().hash()),
                texts(session, rows, row -> fresh(row, Content::title)),
                texts(session, rows, row -> fresh(row, Content::ownerId)),
                texts(session, rows, row -> fresh(row, Content::sectionsJson)),
                array(session, "bigint", rows, StoredDocument::changedVersion));
    }

    static void setVersion(Session session, long before, long after) throws SQLException {
        if (after != before) {
            session.update(SET_VERSION, after);
        }
    }

    private static @Nullable String fresh(StoredDocument row, Function<Content, @Nullable String> field) {
        DocumentText text = row.state().text();
        Content content = text == null ? null : text.content();
        return content == null ? null : field.apply(content);
    }

    private static long revision(ResultSet row, int column) throws SQLException {
        long revision = row.getLong(column);
        return row.wasNull() ? DocumentState.NEVER : revision;
    }

    private static <T> Array revisions(Session session, Collection<T> rows, Function<T, Long> column)
            throws SQLException {
        return array(session, "bigint", rows, row -> {
            Long revision = column.apply(row);
            return revision == DocumentState.NEVER ? null : revision;
        });
    }

    private static <T> Array texts(Session session, Collection<T> rows, Function<T, @Nullable String> column)
            throws SQLException {
        return session.connection()
                .createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
    }

    private static <T> Array array(
            Session session, String type, Collection<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        return session.connection()
                .createArrayOf(type, rows.stream().map(column).toArray());
    }
}
