package org.dupcheck.store.references;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The changes of the reference set, read by those who keep a copy of it in another form. */
public final class ReferenceFeed {
    /** Rows with texts that the driver holds at once. */
    private static final int FETCH_ROWS = 64;

    /** The same, of rows without texts. */
    private static final int FETCH_TITLES = 4_096;

    /**
     * One statement, so that the version and the documents are of one snapshot. Of a set that is empty as yet, what is no
     * longer in force need not be removed. Tokens are looked up one by one: of a table with one row the server takes many
     * for likely, and would read the whole history for a join.
     */
    private static final String AFTER = """
            select s.version,
                   (select token from corpus_history where version = s.version) as token,
                   (select token from corpus_history where version = ?) as held_token,
                   d.document_type, d.document_id, d.in_force, d.text_revision, d.title, d.owner_id, d.origin_type, d.origin_id,
                   d.sections, d.changed_version,
                   (select token from corpus_history where version = d.changed_version) as changed_token
            from corpus_state s
            left join reference_document d
                on d.changed_version > 0 and d.changed_version > ? and (d.in_force or ?)
            order by d.changed_version
            """;

    /** Of the texts that are read at once: some are a thousand times the average. */
    private static final int MAX_CHARACTERS = 8 << 20;

    private static final String BETWEEN = """
            select d.document_type, d.document_id, d.in_force, d.text_revision, d.title, d.owner_id, d.origin_type,
                   d.origin_id, d.sections, d.changed_version, cast(null as text) as changed_token, d.total
              from (select c.*, count(*) over () as total, row_number() over (order by c.changed_version) as number,
                           sum(coalesce(length(cast(c.sections as text)), 0)) over (order by c.changed_version) as size
                      from (select * from reference_document
                             where changed_version > ? and changed_version <= ? order by changed_version limit ?) c) d
             where d.number = 1 or d.size <= %d order by d.changed_version
            """.formatted(MAX_CHARACTERS);

    /** What had not changed after a version, and is therefore in an index of that version. */
    private static final String UP_TO = """
            select document_type, document_id, text_revision, title, origin_type, origin_id
            from reference_document
            where in_force and changed_version between 1 and ?
            """;

    /** A copy of a database has another system identifier, one that was wound back another timeline. */
    private static final String LINEAGE = """
            select id
                || case when has_function_privilege('pg_control_system()', 'execute')
                    then '-' || (select system_identifier from pg_control_system()) else '' end
                || case when has_function_privilege('pg_control_checkpoint()', 'execute')
                    then '-' || (select timeline_id from pg_control_checkpoint()) else '' end as lineage
            from corpus_state
            """;

    private final Sql sql;

    public ReferenceFeed(Sql sql) {
        this.sql = sql;
    }

    /**
     * Names the history that the corpus versions count: equal versions of one lineage mean the same reference set.
     * Letters, digits and dashes.
     */
    public String lineage() {
        return sql.queryOne(LINEAGE, row -> row.getString("lineage"))
                .orElseThrow(() -> new IllegalStateException("corpus_state has no row"));
    }

    /** Titles, revisions and origins of what is in force and was last changed at {@code version} or before, while they are read. */
    public void titlesUpTo(long version, Consumer<Title> titles) {
        sql.stream(
                UP_TO,
                FETCH_TITLES,
                row -> {
                    titles.accept(
                            new Title(key(row), row.getLong("text_revision"), row.getString("title"), origin(row)));
                    return true;
                },
                version);
    }

    /** What changed after {@code version}, in the order of versions, while it is read; one row without a document if nothing did. */
    public void changesAfter(long version, Consumer<Row> rows) {
        sql.stream(
                AFTER,
                FETCH_ROWS,
                row -> {
                    rows.accept(new Row(
                            row.getLong("version"),
                            row.getString("token"),
                            row.getString("held_token"),
                            row.getString("document_id") == null ? null : changed(row)));
                    return true;
                },
                version,
                version,
                version > 0);
    }

    /**
     * Documents that changed, in the order of versions; without tokens.
     *
     * @param reached the version up to which these are all
     */
    public record Changed(List<ChangedDocument> documents, long reached) {}

    /**
     * Documents last changed after one version and up to another.
     *
     * @param limit documents at most; fewer where their texts are large, but one at least
     */
    public Changed changedBetween(long after, long upTo, int limit) {
        List<ChangedDocument> documents = new ArrayList<>();
        List<Integer> totals = sql.query(
                BETWEEN,
                row -> {
                    documents.add(changed(row));
                    return row.getInt("total");
                },
                after,
                upTo,
                limit);
        boolean all = totals.isEmpty() || (totals.get(0) < limit && totals.get(0) == documents.size());
        return new Changed(
                documents, all ? upTo : documents.get(documents.size() - 1).version());
    }

    private static DocumentKey key(ResultSet row) throws SQLException {
        return new DocumentKey(row.getString("document_type"), row.getString("document_id"));
    }

    static @Nullable BusinessKey origin(ResultSet row) throws SQLException {
        String type = row.getString("origin_type");
        return type == null ? null : new BusinessKey(type, row.getString("origin_id"));
    }

    private static ChangedDocument changed(ResultSet row) throws SQLException {
        return new ChangedDocument(
                key(row),
                row.getBoolean("in_force"),
                row.getLong("text_revision"),
                row.getString("title"),
                row.getString("owner_id"),
                origin(row),
                row.getString("sections"),
                row.getLong("changed_version"),
                row.getString("changed_token"));
    }

    /** A document in force without its text. */
    public record Title(
            DocumentKey key,
            long textRevision,
            @Nullable String title,
            @Nullable BusinessKey origin) {}

    /**
     * A row of the feed.
     *
     * @param version of the reference set when it was read
     * @param token names the history that {@code version} is of; null where the database does not know it any more
     * @param heldToken the same of the version that was asked for
     * @param document null where nothing changed
     */
    public record Row(
            long version,
            @Nullable String token,
            @Nullable String heldToken,
            @Nullable ChangedDocument document) {}

    /**
     * A document as its last change left it.
     *
     * @param sections JSON, an array of key and text; null once deleted
     * @param version the corpus version of the change
     * @param token names the history that {@code version} is of
     */
    public record ChangedDocument(
            DocumentKey key,
            boolean inForce,
            long textRevision,
            @Nullable String title,
            @Nullable String ownerId,
            @Nullable BusinessKey origin,
            @Nullable String sections,
            long version,
            @Nullable String token) {}
}
