package org.dupcheck.check.references;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Document;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.store.references.ReferenceFeed;
import org.jspecify.annotations.Nullable;

/** Reads what changed in the reference set after a version, in the order of versions, in bounded portions. */
public final class ReferenceChanges {
    /** Besides the number of documents, a portion is bounded by their text: some are a thousand times the average. */
    static final int MAX_PORTION_CHARACTERS = 8 << 20;

    private static final int SOURCE_ROWS = 4_096;

    private final Store store;
    private final JsonCodec codec;
    private final int portionDocuments;

    public ReferenceChanges(Database database, JsonCodec codec, int portionDocuments) {
        this.store = Store.on(database);
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

    /** As {@link ReferenceFeed#lineage}. */
    String lineage() {
        return store.read(tables -> tables.referenceFeed().lineage());
    }

    /**
     * Hands out titles, revisions and origins of what is in force and was last changed at {@code version} or before, in bounded
     * portions: with the changes after it, that is the whole reference set.
     *
     * @return how many there were
     */
    int readSourcesUpTo(long version, Consumer<Map<Document.Id, SourceDirectory.@Nullable Source>> portions) {
        SourceGathering gathering = new SourceGathering(portions);
        store.run(tables -> tables.referenceFeed().titlesUpTo(version, gathering::add));
        return gathering.end();
    }

    /** Sources, handed on whenever a portion of them is full. */
    private static final class SourceGathering {
        private final Consumer<Map<Document.Id, SourceDirectory.@Nullable Source>> portions;
        private Map<Document.Id, SourceDirectory.@Nullable Source> sources = new HashMap<>();
        private int documents;

        SourceGathering(Consumer<Map<Document.Id, SourceDirectory.@Nullable Source>> portions) {
            this.portions = portions;
        }

        void add(ReferenceFeed.Title row) {
            documents++;
            sources.put(id(row.key()), source(row.textRevision(), row.title(), row.origin()));
            if (sources.size() == SOURCE_ROWS) {
                portions.accept(sources);
                sources = new HashMap<>();
            }
        }

        int end() {
            portions.accept(sources);
            return documents;
        }
    }

    /** As the engine names that document. */
    public static Document.Id id(DocumentKey key) {
        return new Document.Id(key.documentType(), key.documentId());
    }

    private static SourceDirectory.Source source(long revision, @Nullable String title, @Nullable BusinessKey origin) {
        return new SourceDirectory.Source(revision, title == null ? "" : title, origin);
    }

    /**
     * Hands out the changes after {@code version} while reading them.
     *
     * @param token the token that the version had when it was read; it plays no part for version 0
     * @throws OtherHistoryException where the version has another token by now, or none; nothing is handed out then
     */
    void readAfter(long version, @Nullable String token, Consumer<Portion> portions) {
        Reading reading = new Reading(version, token, portions);
        store.run(tables -> {
            tables.referenceFeed().changesAfter(version, reading::add);
            reading.end();
        });
    }

    /** The changes after a version, handed on whenever a portion of them is full. */
    private final class Reading {
        private final long version;
        private final @Nullable String token;
        private final Consumer<Portion> portions;
        private long reached;
        private long target;
        private @Nullable String targetToken;
        private Gathering gathering = new Gathering();

        Reading(long version, @Nullable String token, Consumer<Portion> portions) {
            this.version = version;
            this.token = token;
            this.portions = portions;
            this.reached = version;
            this.target = version;
            this.targetToken = token;
        }

        void add(ReferenceFeed.Row row) {
            target = row.version();
            targetToken = row.token();
            if (version > 0 && !Objects.equals(row.heldToken(), token)) {
                throw new OtherHistoryException();
            }
            ReferenceFeed.ChangedDocument document = row.document();
            if (document == null) {
                return;
            }
            gathering.add(document);
            if (gathering.full()) {
                reached = document.version();
                portions.accept(gathering.portion(reached, document.token()));
                gathering = new Gathering();
            }
        }

        void end() {
            if (target > reached) {
                portions.accept(gathering.portion(target, targetToken));
            }
        }
    }

    /** A portion in the making. */
    private final class Gathering {
        private final List<Change> changes = new ArrayList<>();
        private final Map<Document.Id, SourceDirectory.@Nullable Source> sources = new HashMap<>();
        private long characters;

        void add(ReferenceFeed.ChangedDocument row) {
            Document.Id id = id(row.key());
            if (!row.inForce()) {
                changes.add(new Change.Remove(id));
                sources.put(id, null);
                return;
            }
            String sections = Objects.requireNonNull(row.sections());
            changes.add(new Change.Put(new Document(id, row.ownerId(), EngineTexts.sections(codec, sections))));
            sources.put(id, source(row.textRevision(), row.title(), row.origin()));
            characters += sections.length();
        }

        boolean full() {
            return changes.size() >= portionDocuments || characters >= MAX_PORTION_CHARACTERS;
        }

        Portion portion(long version, @Nullable String token) {
            return new Portion(changes, sources, version, token);
        }
    }
}
