package org.dupcheck.store.references;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The reference set as it was at an earlier corpus version, as far back as replaced texts are kept. */
public final class ReferencePast {
    /** Rows with texts that the driver holds at once. */
    private static final int FETCH_ROWS = 64;

    private static final String WHOLE_FROM = "select whole_from from reference_past";

    /** In one statement: what is replaced meanwhile is neither missing nor there twice. */
    private static final String IN_FORCE_AT = """
            select d.document_type, d.document_id, d.text_revision as revision, d.title, d.owner_id, d.origin_type, d.origin_id,
                   d.sections, cast(null as text) as content_hash
              from reference_document d
             where d.in_force and d.changed_version between 1 and ?
            union all
            select s.document_type, s.document_id, s.revision, t.title, s.owner_id, s.origin_type, s.origin_id,
                   t.sections, s.content_hash
              from reference_span s
              left join reference_text t on t.document_type = s.document_type and t.document_id = s.document_id
                                        and t.revision = s.revision
             where s.from_version <= ? and s.to_version > ?
            """;

    /** The statement after it cannot know what is missing before the greatest end of what goes. */
    private static final String PURGE = """
            with due as (
                select document_type, document_id, from_version from reference_span
                 where replaced_at < ? order by replaced_at limit ? for update skip locked),
            gone as (
                delete from reference_span s using due d
                 where s.document_type = d.document_type and s.document_id = d.document_id
                   and s.from_version = d.from_version
                returning s.to_version),
            noted as (
                update reference_past p set whole_from = greatest(p.whole_from, g.to_version)
                  from (select max(to_version) as to_version from gone) g where g.to_version is not null)
            select count(*) from gone
            """;

    private final Sql sql;

    public ReferencePast(Sql sql) {
        this.sql = sql;
    }

    /** The earliest corpus version that {@link #inForceAt} knows all of. */
    public long wholeFrom() {
        return sql.queryOne(WHOLE_FROM, row -> row.getLong(1))
                .orElseThrow(() -> new IllegalStateException("reference_past has no row"));
    }

    /**
     * A document that was in force.
     *
     * @param revision under which its text stands
     * @param sections JSON of the contract's sections; null where the text is no longer kept
     * @param contentHash that title, owner, origin and sections must have; null where they are in force still
     */
    public record Document(
            DocumentKey key,
            long revision,
            @Nullable String title,
            @Nullable String ownerId,
            @Nullable BusinessKey origin,
            @Nullable String sections,
            @Nullable String contentHash) {}

    /**
     * Hands out the documents that were in force at that corpus version, in no particular order. Only within a transaction. All
     * of them only if {@link #wholeFrom}, asked for afterwards, is not greater.
     */
    public void inForceAt(long version, Consumer<Document> documents) {
        sql.stream(
                IN_FORCE_AT,
                FETCH_ROWS,
                row -> {
                    documents.accept(document(row));
                    return true;
                },
                version,
                version,
                version);
    }

    private static Document document(ResultSet row) throws SQLException {
        return new Document(
                new DocumentKey(row.getString("document_type"), row.getString("document_id")),
                row.getLong("revision"),
                row.getString("title"),
                row.getString("owner_id"),
                ReferenceFeed.origin(row),
                row.getString("sections"),
                row.getString("content_hash"));
    }

    /**
     * Forgets what was replaced before that time, and from which version on nothing is missing.
     *
     * @return how many rows went, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.queryOne(PURGE, row -> row.getInt(1), before, limit).orElse(0);
    }
}
