package org.dupcheck.store.references;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The reference documents, in force or not. Who writes them holds the lock of {@link CorpusState}. Sets of rows travel as
 * one array a column.
 */
public final class ReferenceDocuments {
    private static final String READ = """
            select d.document_type, d.document_id, d.approved_revision, d.edited_revision, d.deleted_revision,
                   d.text_revision, d.content_hash, d.changed_version
              from unnest(?::text[], ?::text[]) as k (document_type, document_id)
              join reference_document d on d.document_type = k.document_type and d.document_id = k.document_id
            """;

    /** Where the content stays what it is, it was not sent, and the row keeps its own. */
    private static final String WRITE = """
            insert into reference_document as d (document_type, document_id, approved_revision, edited_revision,
                   deleted_revision, in_force, text_revision, content_hash, title, owner_id, origin_type, origin_id,
                   sections, changed_version, updated_at)
            select t, i, a, e, d, f, r, h, n, o, y, x, s::json, v, ?
              from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], ?::bigint[],
                          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                as u (t, i, a, e, d, f, r, h, n, o, y, x, s, v)
                on conflict (document_type, document_id) do update
               set approved_revision = excluded.approved_revision,
                   edited_revision = excluded.edited_revision,
                   deleted_revision = excluded.deleted_revision,
                   in_force = excluded.in_force,
                   text_revision = excluded.text_revision,
                   content_hash = excluded.content_hash,
                   title = case when d.content_hash = excluded.content_hash then d.title else excluded.title end,
                   owner_id = case when d.content_hash = excluded.content_hash then d.owner_id else excluded.owner_id end,
                   origin_type = case when d.content_hash = excluded.content_hash then d.origin_type
                                      else excluded.origin_type end,
                   origin_id = case when d.content_hash = excluded.content_hash then d.origin_id
                                    else excluded.origin_id end,
                   sections = case when d.content_hash = excluded.content_hash then d.sections else excluded.sections end,
                   changed_version = excluded.changed_version,
                   updated_at = excluded.updated_at
            """;

    private final Sql sql;

    public ReferenceDocuments(Sql sql) {
        this.sql = sql;
    }

    /** The rows there are of these documents, without their texts. */
    public Map<DocumentKey, StoredDocument> read(Collection<DocumentKey> keys) {
        Map<DocumentKey, StoredDocument> rows = new HashMap<>();
        sql.query(
                READ,
                row -> rows.put(new DocumentKey(row.getString(1), row.getString(2)), storedDocument(row)),
                sql.texts(keys, DocumentKey::documentType),
                sql.texts(keys, DocumentKey::documentId));
        return rows;
    }

    private static StoredDocument storedDocument(ResultSet row) throws SQLException {
        String hash = row.getString(7);
        DocumentState state = new DocumentState(
                revision(row, 3), revision(row, 4), revision(row, 5), hash == null ? null : DocumentText.stored(hash));
        return new StoredDocument(state, revision(row, 6), row.getLong(8));
    }

    /** Inserts the rows or puts them in the place of those there are. */
    public void write(Map<DocumentKey, StoredDocument> documents, Instant now) {
        if (documents.isEmpty()) {
            return;
        }
        Collection<DocumentKey> keys = documents.keySet();
        Collection<StoredDocument> rows = documents.values();
        sql.update(
                WRITE,
                now,
                sql.texts(keys, DocumentKey::documentType),
                sql.texts(keys, DocumentKey::documentId),
                revisions(rows, row -> row.state().approved()),
                revisions(rows, row -> row.state().edited()),
                revisions(rows, row -> row.state().deleted()),
                sql.booleans(rows, row -> row.state().inForce()),
                revisions(rows, StoredDocument::shownRevision),
                sql.texts(rows, row -> row.state().hash()),
                sql.texts(rows, row -> fresh(row, Content::title)),
                sql.texts(rows, row -> fresh(row, Content::ownerId)),
                sql.texts(rows, row -> fresh(row, content -> originOf(content, BusinessKey::businessType))),
                sql.texts(rows, row -> fresh(row, content -> originOf(content, BusinessKey::businessId))),
                sql.texts(rows, row -> fresh(row, Content::sectionsJson)),
                sql.bigints(rows, StoredDocument::changedVersion));
    }

    private static @Nullable String fresh(StoredDocument row, Function<Content, @Nullable String> field) {
        DocumentText text = row.state().text();
        Content content = text == null ? null : text.content();
        return content == null ? null : field.apply(content);
    }

    private static @Nullable String originOf(Content content, Function<BusinessKey, String> field) {
        BusinessKey origin = content.origin();
        return origin == null ? null : field.apply(origin);
    }

    private static long revision(ResultSet row, int column) throws SQLException {
        long revision = row.getLong(column);
        return row.wasNull() ? DocumentState.NEVER : revision;
    }

    private <T> Array revisions(Collection<T> rows, Function<T, Long> column) {
        return sql.bigints(rows, row -> {
            Long revision = column.apply(row);
            return revision == DocumentState.NEVER ? null : revision;
        });
    }
}
