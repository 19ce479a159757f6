package org.dupcheck.store.references;

import java.time.Instant;
import java.util.Collection;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.store.sql.Sql;

/** Texts that verdicts may still point into, though the document has moved on or is gone. */
public final class ReplacedTexts {
    /**
     * Under a revision that is archived already, the text is the same: it was in force, out of it, and in it again. It is
     * kept from the last time on.
     */
    private static final String ARCHIVE = """
            insert into reference_text (document_type, document_id, revision, title, sections, replaced_at)
            select d.document_type, d.document_id, d.text_revision, d.title, d.sections, ?
              from unnest(?::text[], ?::text[]) as k (document_type, document_id)
              join reference_document d on d.document_type = k.document_type and d.document_id = k.document_id
                on conflict (document_type, document_id, revision) do update set replaced_at = excluded.replaced_at
            """;

    private static final String PURGE = """
            delete from reference_text where (document_type, document_id, revision) in (
                select document_type, document_id, revision from reference_text
                 where replaced_at < ? order by replaced_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public ReplacedTexts(Sql sql) {
        this.sql = sql;
    }

    /** Keeps the texts that these documents have now; before they are replaced, under the lock of {@link CorpusState}. */
    public void archive(Collection<DocumentKey> keys, Instant now) {
        if (!keys.isEmpty()) {
            sql.update(
                    ARCHIVE, now, sql.texts(keys, DocumentKey::documentType), sql.texts(keys, DocumentKey::documentId));
        }
    }

    /**
     * Deletes texts that were replaced before that time.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
