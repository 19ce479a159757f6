package org.dupcheck.check;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Document;
import org.dupcheck.runtime.database.Database;
import org.jspecify.annotations.Nullable;

/** Reads what changed in the reference set after a version, in the order of versions, in bounded portions. */
final class ReferenceChanges {
    /** Besides the number of documents, a portion is bounded by their text: some are a thousand times the average. */
    static final int MAX_PORTION_CHARACTERS = 8 << 20;

    /** Rows held by the driver at once. */
    private static final int FETCH_ROWS = 64;

    private static final int SOURCE_ROWS = 4_096;

    /**
     * One statement, so that the version and the documents are of one snapshot. Of a set that is empty as yet, what is no
     * longer in force need not be removed. Tokens are looked up one by one: of a table with one row the server takes many
     * for likely, and would read the whole history for a join.
     */
    private static final String AFTER = """
            select s.version,
                   (select token from corpus_history where version = s.version) as token,
                   (select token from corpus_history where version = ?) as held_token,
                   d.document_type, d.document_id, d.in_force, d.text_revision, d.title, d.owner_id, d.sections,
                   d.changed_version,
                   (select token from corpus_history where version = d.changed_version) as changed_token
            from corpus_state s
            left join reference_document d
                on d.changed_version > 0 and d.changed_version > ? and (d.in_force or ?)
            order by d.changed_version
            """;

    /** What had not changed after a version, and is therefore in an index of that version. */
    private static final String UP_TO = """
            select document_type, document_id, text_revision, title
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

    private final Database database;
    private final JsonCodec codec;
    private final int portionDocuments;

    ReferenceChanges(Database database, JsonCodec codec, int portionDocuments) {
        this.database = database;
        this.codec = codec;
        this.portionDocuments = portionDocuments;
    }

    /**
     * Changes in order, each document at most once.
     *
     * @param version the version reached with the last of them; that of the snapshot for the last portion
     * @param token names the history that the version is of; null where the database does not know it any more
     */
    record Portion(
            List<Change> changes,
            Map<Document.Id, SourceDirectory.@Nullable Source> sources,
            long version,
            @Nullable String token) {}

    /** The version that the index holds is of another history: the database was put back. */
    static final class OtherHistoryException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Names the history that the corpus versions count: equal versions of one lineage mean the same reference set.
     * Letters, digits and dashes.
     */
    String lineage() {
        return database.read(session -> session.queryOne(LINEAGE, row -> row.getString("lineage")))
                .orElseThrow(() -> new IllegalStateException("corpus_state has no row"));
    }

    /**
     * Hands out titles and revisions of what is in force and was last changed at {@code version} or before, in bounded
     * portions: with the changes after it, that is the whole reference set.
     *
     * @return how many there were
     */
    int readSourcesUpTo(long version, Consumer<Map<Document.Id, SourceDirectory.@Nullable Source>> portions) {
        return database.inTransaction(session -> {
            try (PreparedStatement statement = session.connection().prepareStatement(UP_TO)) {
                statement.setFetchSize(SOURCE_ROWS);
                statement.setLong(1, version);
                try (ResultSet rows = statement.executeQuery()) {
                    Map<Document.Id, SourceDirectory.@Nullable Source> sources = new HashMap<>();
                    int documents = 0;
                    while (rows.next()) {
                        documents++;
                        sources.put(id(rows), source(rows));
                        if (sources.size() == SOURCE_ROWS) {
                            portions.accept(sources);
                            sources = new HashMap<>();
                        }
                    }
                    portions.accept(sources);
                    return documents;
                }
            }
        });
    }

    private static Document.Id id(ResultSet row) throws SQLException {
        return new Document.Id(row.getString("document_type"), row.getString("document_id"));
    }

    private static SourceDirectory.Source source(ResultSet row) throws SQLException {
        String title = row.getString("title");
        return new SourceDirectory.Source(row.getLong("text_revision"), title == null ? "" : title);
    }

    /**
     * Hands out the changes after {@code version} while reading them.
     *
     * @param token the token that the version had when it was read; it plays no part for version 0
     * @throws OtherHistoryException where the version has another token by now, or none; nothing is handed out then
     */
    void readAfter(long version, @Nullable String token, Consumer<Portion> portions) {
        database.inTransaction(session -> {
            try (PreparedStatement statement = session.connection().prepareStatement(AFTER)) {
                statement.setFetchSize(FETCH_ROWS); // a cursor: the set is larger than memory should hold twice
                statement.setLong(1, version);
                statement.setLong(2, version);
                statement.setBoolean(3, version > 0);
                try (ResultSet rows = statement.executeQuery()) {
                    read(rows, version, token, portions);
                    return true;
                }
            }
        });
    }

    private void read(ResultSet rows, long version, @Nullable String token, Consumer<Portion> portions)
            throws SQLException {
        long reached = version;
        long target = version;
        String targetToken = token;
        Gathering gathering = new Gathering();
        while (rows.next()) {
            target = rows.getLong("version");
            targetToken = rows.getString("token");
            String held = rows.getString("held_token");
            if (version > 0 && !Objects.equals(held, token)) {
                throw new OtherHistoryException();
            }
            if (rows.getString("document_id") == null) {
                break; // nothing changed: the outer join's one empty row
            }
            gathering.add(rows);
            if (gathering.full()) {
                reached = rows.getLong("changed_version");
                portions.accept(gathering.portion(reached, rows.getString("changed_token")));
                gathering = new Gathering();
            }
        }
        if (target > reached) {
            portions.accept(gathering.portion(target, targetToken));
        }
    }

    /** A portion in the making. */
    private final class Gathering {
        private final List<Change> changes = new ArrayList<>();
        private final Map<Document.Id, SourceDirectory.@Nullable Source> sources = new HashMap<>();
        private long characters;

        void add(ResultSet row) throws SQLException {
            Document.Id id = id(row);
            if (!row.getBoolean("in_force")) {
                changes.add(new Change.Remove(id));
                sources.put(id, null);
                return;
            }
            String sections = row.getString("sections");
            changes.add(new Change.Put(new Document(id, row.getString("owner_id"), sections(sections))));
            sources.put(id, source(row));
            characters += sections.length();
        }

        private List<Document.Section> sections(String json) {
            Section[] sections = codec.read(json.getBytes(StandardCharsets.UTF_8), Section[].class);
            List<Document.Section> converted = new ArrayList<>(sections.length);
            for (Section section : sections) {
                converted.add(new Document.Section(section.key(), section.text()));
            }
            return converted;
        }

        boolean full() {
            return changes.size() >= portionDocuments || characters >= MAX_PORTION_CHARACTERS;
        }

        Portion portion(long version, @Nullable String token) {
            return new Portion(changes, sources, version, token);
        }
    }
}
