package org.dupcheck.check;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * One statement, so that the version and the documents are of one snapshot. Of a set that is empty as yet, what is no
     * longer in force need not be removed.
     */
    private static final String AFTER = """
            select s.version, d.document_type, d.document_id, d.in_force, d.text_revision, d.title, d.owner_id,
                   d.sections, d.changed_version
            from corpus_state s
            left join reference_document d
                on d.changed_version > 0 and d.changed_version > ? and (d.in_force or ?)
            order by d.changed_version
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
     */
    record Portion(List<Change> changes, Map<Document.Id, SourceDirectory.@Nullable Source> sources, long version) {}

    /**
     * Hands out the changes after {@code version} while reading them.
     *
     * @return the version of the snapshot read
     */
    long readAfter(long version, Consumer<Portion> portions) {
        return database.inTransaction(session -> {
            try (PreparedStatement statement = session.connection().prepareStatement(AFTER)) {
                statement.setFetchSize(FETCH_ROWS); // a cursor: the set is larger than memory should hold twice
                statement.setLong(1, version);
                statement.setBoolean(2, version > 0);
                try (ResultSet rows = statement.executeQuery()) {
                    return read(rows, version, portions);
                }
            }
        });
    }

    private long read(ResultSet rows, long version, Consumer<Portion> portions) throws SQLException {
        long reached = version;
        long target = version;
        Gathering gathering = new Gathering();
        while (rows.next()) {
            target = rows.getLong("version");
            if (rows.getString("document_id") == null) {
                break; // nothing changed: the outer join's one empty row
            }
            gathering.add(rows);
            if (gathering.full()) {
                reached = rows.getLong("changed_version");
                portions.accept(gathering.portion(reached));
                gathering = new Gathering();
            }
        }
        if (target > reached) {
            portions.accept(gathering.portion(target));
        }
        return target;
    }

    /** A portion in the making. */
    private final class Gathering {
        private final List<Change> changes = new ArrayList<>();
        private final Map<Document.Id, SourceDirectory.@Nullable Source> sources = new HashMap<>();
        private long characters;

        void add(ResultSet row) throws SQLException {
            Document.Id id = new Document.Id(row.getString("document_type"), row.getString("document_id"));
            if (!row.getBoolean("in_force")) {
                changes.add(new Change.Remove(id));
                sources.put(id, null);
                return;
            }
            String sections = row.getString("sections");
            String title = row.getString("title");
            changes.add(new Change.Put(new Document(id, row.getString("owner_id"), sections(sections))));
            sources.put(id, new SourceDirectory.Source(row.getLong("text_revision"), title == null ? "" : title));
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

        Portion portion(long version) {
            return new Portion(changes, sources, version);
        }
    }
}
