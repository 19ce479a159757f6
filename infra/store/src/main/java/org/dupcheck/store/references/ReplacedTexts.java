package org.dupcheck.store.references;

import java.time.Instant;
import java.util.Map;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.store.sql.Sql;

/** Texts that verdicts may still point into, though the document has moved on or is gone. */
public final class ReplacedTexts {
    /**
     * The text, and between which corpus versions it was in force. Under a revision that is archived already, the text is the
     * same: it was in force, out of it, and in it again. It is kept from the last time on.
     */
    private static final String ARCHIVE = """
            with replaced as (
                select d.*, k.to_version
                  from unnest(?::text[], ?::text[], ?::bigint[]) as k (document_type, document_id, to_version)
                  join reference_document d on d.document_type = k.document_type and d.document_id = k.document_id),
            spans as (
                insert into reference_span (document_type, document_id, from_version, to_version, revision, owner_id,
                                            origin_type, origin_id, content_hash, replaced_at)
                select document_type, document_id, changed_version, to_version, text_revision, owner_id, origin_type,
                       origin_id, content_hash, ?
                  from replaced
                    on conflict (document_type, document_id, from_version) do nothing)
            insert into reference_text (document_type, document_id, revision, title, sections, replaced_at)
            select document_type, document_id, text_revision, title, sections, ? from replaced
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

    /**
     * Keeps the texts that these documents have now; before they are replaced, under the lock of {@link CorpusState}.
     *
     * @param toVersions of each, the corpus version from which on its text is not in force
     */
    public void archive(Map<DocumentKey, Long> toVersions, Instant now) {
        if (!toVersions.isEmpty()) {
            sql.update(
                    ARCHIVE,
                    sql.texts(toVersions.keySet(), DocumentKey::documentType),
                    sql.texts(toVersions.keySet(), DocumentKey::documentId),
                    sql.bigints(toVersions.values(), version -> version),
                    now,
                    now);
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
