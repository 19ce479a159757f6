package org.dupcheck.check.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.check.references.EngineTexts;
import org.dupcheck.check.references.ReferenceChanges;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.references.SourceDirectory;
import org.dupcheck.check.replay.ReplayRefusedException.Reason;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.store.Store;
import org.dupcheck.store.references.ReferencePast;
import org.jspecify.annotations.Nullable;

/**
 * Builds the reference set as it was at a corpus version, in memory and apart from the one that checks use. What the engine
 * finds depends on the set of documents alone, so pages need not be those of then. Thread-safe.
 */
final class PastReferences {
    /** Documents or characters that are indexed at once. */
    private static final int PORTION = 256;

    private static final long MAX_CHARACTERS = 8 << 20;

    private final Store store;
    private final JsonCodec codec;
    private final EngineSettings engine;

    PastReferences(Store store, JsonCodec codec, EngineSettings engine) {
        this.store = store;
        this.codec = codec;
        this.engine = engine;
    }

    /**
     * The reference set at that version. The work and the memory are those of a node that starts.
     *
     * @throws ReplayRefusedException where not all of it is kept
     */
    ReferenceSet at(long version) {
        requireWhole(version);
        Building building = new Building(version);
        store.run(tables -> tables.referencePast().inForceAt(version, building::add));
        requireWhole(version); // once more: what went while it was read is missing
        return building.end();
    }

    private void requireWhole(long version) {
        long newest = store.read(tables -> tables.corpusState().version());
        if (version > newest) {
            throw new ReplayRefusedException(
                    Reason.NO_SUCH_VERSION,
                    "the reference set is at corpus version " + newest + " and has not been at " + version
                            + ": the database was put back");
        }
        long wholeFrom = store.read(tables -> tables.referencePast().wholeFrom());
        if (version < wholeFrom) {
            throw new ReplayRefusedException(
                    Reason.NO_PAST,
                    "the reference set of corpus version " + version + " cannot be put together: it is known from "
                            + wholeFrom + " on. Texts that were replaced before are no longer kept"
                            + " (dupcheck.retention.reference-texts), or were replaced before it was noted until when"
                            + " they were in force");
        }
    }

    /** An index in the making. Used by one thread. */
    private final class Building {
        private final long version;
        private final ReferenceIndex index = ReferenceIndex.empty(engine);
        private final SourceDirectory directory = new SourceDirectory();
        private List<Change> changes = new ArrayList<>();
        private Map<Document.Id, SourceDirectory.@Nullable Source> sources = new HashMap<>();
        private long characters;
        private long portions;

        Building(long version) {
            this.version = version;
        }

        void add(ReferencePast.Document row) {
            Document.Id id = ReferenceChanges.id(row.key());
            List<Section> sections = List.of(codec.read(text(row), Section[].class));
            requireSame(row, sections);
            changes.add(new Change.Put(new Document(id, row.ownerId(), EngineTexts.sections(sections))));
            String title = row.title() == null ? "" : row.title();
            sources.put(id, new SourceDirectory.Source(row.revision(), title, row.origin()));
            characters += text(row).length();
            if (changes.size() >= PORTION || characters >= MAX_CHARACTERS) {
                // each document in force has taken a version of its own: there are no more portions than versions
                apply(++portions);
            }
        }

        private void apply(long number) {
            directory.advance(sources);
            index.apply(changes, number);
            changes = new ArrayList<>();
            sources = new HashMap<>();
            characters = 0;
        }

        ReferenceSet end() {
            if (index.view().corpusVersion() < version) {
                apply(version);
            }
            return new ReferenceSet(index.view(), directory.current());
        }
    }

    private static String text(ReferencePast.Document row) {
        String sections = row.sections();
        if (sections == null) {
            throw new ReplayRefusedException(
                    Reason.NO_REFERENCE_TEXT,
                    "the text of " + row.key() + " in revision " + row.revision()
                            + " is no longer kept (dupcheck.retention.reference-texts)");
        }
        return sections;
    }

    /** A module may have sent two contents under one revision, of which one is kept. */
    private static void requireSame(ReferencePast.Document row, List<Section> sections) {
        if (row.contentHash() == null) {
            return;
        }
        String hash = ContentHash.of(new ReferenceEvent(
                row.key().documentType(),
                row.key().documentId(),
                row.revision(),
                ReferenceEventKind.APPROVED,
                row.title(),
                row.ownerId(),
                row.origin(),
                sections,
                null));
        if (!hash.equals(row.contentHash())) {
            throw new ReplayRefusedException(
                    Reason.NO_REFERENCE_TEXT,
                    "the text that is kept of " + row.key() + " in revision " + row.revision()
                            + " is not the one that was in force");
        }
    }
}
