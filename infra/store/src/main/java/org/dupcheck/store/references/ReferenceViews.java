package org.dupcheck.store.references;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Select;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.verdicts.VerdictQueries.StoredText;
import org.jspecify.annotations.Nullable;

/** The reference set as it is shown. */
public final class ReferenceViews {
    private static final String ROWS = """
            select s.version, k.document_type, k.document_id, d.document_id as found, d.approved_revision,
                   d.edited_revision, d.deleted_revision, d.in_force, d.text_revision, d.content_hash
              from corpus_state s
              cross join unnest(?::text[], ?::text[]) as k (document_type, document_id)
              left join reference_document d on d.document_type = k.document_type and d.document_id = k.document_id
            """;

    private static final String TEXT = """
            select title, sections from reference_document
             where document_type = ? and document_id = ? and text_revision = ? and sections is not null
             union all select title, sections from reference_text
             where document_type = ? and document_id = ? and revision = ? limit 1
            """;

    /** A revision that nobody sent is null, which the greatest of several passes over. */
    private static final String NEWEST = "greatest(approved_revision, edited_revision, deleted_revision)";

    private static final String DAYS = """
            select date_bin(interval '1 day', updated_at, timestamptz 'epoch') as day, count(*) filter (where in_force) as come,
                   count(*) filter (where not in_force) as gone
              from reference_document where updated_at >= ? and changed_version > 0 group by 1 order by 1
            """;

    private final Sql sql;

    public ReferenceViews(Sql sql) {
        this.sql = sql;
    }

    /** The counts and the version they belong to: one statement sees one state of the database. */
    public Counts count() {
        List<Line> lines = sql.query(
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
        return new Counts(total, version, counts);
    }

    /**
     * What became of documents on one day; each counts on the day of its last change.
     *
     * @param begin of the day, of UTC
     * @param come documents that were approved or edited, and are in force
     * @param gone documents that were deleted
     */
    public record Day(Instant begin, long come, long gone) {}

    /** Days on which something changed, in order. */
    public List<Day> daysSince(Instant since) {
        return sql.query(
                DAYS, row -> new Day(Session.instant(row, "day"), row.getLong("come"), row.getLong("gone")), since);
    }

    /** Documents in force, by type and id, from behind {@code after} on (type and id, or empty). */
    public List<Listed> list(@Nullable String type, @Nullable String prefix, List<String> after, int limit) {
        Select select = new Select("select document_type, document_id, text_revision, " + NEWEST
                        + " as newest_revision, content_hash, title, updated_at from reference_document where in_force")
                .addIfGiven(" and document_type = ?", type)
                .addIfGiven(" and starts_with(document_id, ?)", prefix);
        if (!after.isEmpty()) {
            select.add(" and (document_type, document_id) > (?, ?)", after.toArray());
        }
        select.add(" order by document_type, document_id limit ?", limit);
        return sql.query(select.text(), ReferenceViews::listed, select.parameters());
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getString("document_type"),
                row.getString("document_id"),
                row.getLong("text_revision"),
                row.getLong("newest_revision"),
                row.getString("content_hash"),
                row.getString("title"),
                Session.instant(row, "updated_at"));
    }

    /** A document in force with its text. */
    public Optional<Document> document(JsonCodec codec, String type, String id) {
        return sql.queryOne(
                "select document_type, document_id, text_revision, " + NEWEST
                        + " as newest_revision, content_hash, title,"
                        + " owner_id, origin_type, origin_id, updated_at, sections"
                        + " from reference_document where in_force and document_type = ? and document_id = ?",
                row -> new Document(
                        row.getString("document_type"),
                        row.getString("document_id"),
                        row.getLong("text_revision"),
                        row.getLong("newest_revision"),
                        row.getString("content_hash"),
                        row.getString("title"),
                        row.getString("owner_id"),
                        ReferenceFeed.origin(row),
                        Session.instant(row, "updated_at"),
                        codec.readOneOrMany(
                                row.getString("sections").getBytes(StandardCharsets.UTF_8), Section.class, Map.of())),
                type,
                id);
    }

    /** A document's text as of that revision, in force or replaced; empty once it is no longer kept. */
    public Optional<StoredText> text(String type, String id, long revision) {
        return sql.queryOne(
                TEXT,
                row -> new StoredText(row.getString("title"), row.getString("sections")),
                type,
                id,
                revision,
                type,
                id,
                revision);
    }

    /**
     * A document in force, without its text.
     *
     * @param revision under which the text stands, and which verdicts name
     * @param newestRevision the greatest of any event about the document; greater than {@code revision} where later
     *     events left its content as it is or had no effect. An event with a greater one has effect
     * @param contentHash of title, owner, origin and sections, as {@link org.dupcheck.contract.ContentHash} makes it
     */
    public record Listed(
            String documentType,
            String documentId,
            long revision,
            long newestRevision,
            String contentHash,
            @Nullable String title,
            Instant updatedAt) {}

    /** A document in force with its text; the other fields as those of {@link Listed}. */
    public record Document(
            String documentType,
            String documentId,
            long revision,
            long newestRevision,
            String contentHash,
            @Nullable String title,
            @Nullable String ownerId,
            @Nullable BusinessKey origin,
            Instant updatedAt,
            List<Section> sections) {}

    /** What is known of these documents, and the corpus version that belongs to it, both of one state of the database. */
    public DocumentRows rows(List<DocumentKey> keys) {
        Map<DocumentKey, DocumentRow> rows = new HashMap<>();
        List<Long> versions = sql.query(
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
                                        row.getObject("text_revision", Long.class),
                                        row.getString("content_hash")));
                    }
                    return row.getLong("version");
                },
                sql.texts(keys, DocumentKey::documentType),
                sql.texts(keys, DocumentKey::documentId));
        return new DocumentRows(versions.isEmpty() ? 0 : versions.get(0), rows);
    }

    /** Documents by name, those that the reference set has ever heard of. */
    public record DocumentRows(long corpusVersion, Map<DocumentKey, DocumentRow> rows) {}

    /** The greatest revision of each kind of event, and whose text is in force; the hash is that of {@link Listed}. */
    public record DocumentRow(
            @Nullable Long approved,
            @Nullable Long edited,
            @Nullable Long deleted,
            boolean inForce,
            @Nullable Long textRevision,
            @Nullable String contentHash) {}

    /**
     * The reference set in figures.
     *
     * @param total documents in force
     * @param counts documents in force by document type
     */
    public record Counts(long total, long corpusVersion, Map<String, Long> counts) {}

    private record Line(long version, @Nullable String documentType, long documents) {}
}
