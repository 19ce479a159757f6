package org.dupcheck.check.references;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.dupcheck.engine.ReferenceIndex;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the reference index and the directory of its sources to the newest state in the database, from what was kept on
 * disk where there is something. One thread at a time catches up; another one may keep it on disk meanwhile.
 *
 * <p>The changes after a version are read in one snapshot but applied in bounded portions; in between, the index lacks
 * documents that the snapshot already shows at a later version, so those in-between states are never handed out.
 */
public final class ReferenceSetLoader {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceSetLoader.class);

    private final ReferenceChanges changes;
    private final IndexStore store;
    private final KnownHistory history = new KnownHistory();
    private volatile SourceDirectory directory = new SourceDirectory();

    /** Null until the database has told its lineage. */
    private @Nullable ReferenceIndex index;

    private String lineage = "";
    /** Of {@link #proven}; before there is one, of what was found on disk. */
    private long keptVersion;

    /** The index once it was held against the database: from then on it may be kept and merged, by another thread. */
    private volatile @Nullable ReferenceIndex proven;

    private volatile ReferenceSet current;

    public ReferenceSetLoader(ReferenceChanges changes, IndexStore store) {
        this.changes = changes;
        this.store = store;
        this.current = new ReferenceSet(store.empty().view(), directory.current());
    }

    /** The newest state reached as a whole. May be called by any thread. */
    public ReferenceSet current() {
        return current;
    }

    /** Documents so far, also while they are loaded. May be called by any thread. */
    int documents() {
        return directory.size();
    }

    /** What was applied before a failure stays applied; the next call goes on from there. */
    public ReferenceSet catchUp() {
        ReferenceIndex fed = index;
        if (fed == null) {
            fed = open();
            index = fed;
        }
        try {
            read(fed);
        } catch (ReferenceChanges.OtherHistoryException e) {
            LOG.warn(
                    "the database was put back: corpus version {} of the reference index is none of its history;"
                            + " the index is read again from the database",
                    fed.view().corpusVersion());
            fed = recreate();
        }
        if (proven == null) {
            if (fed.view().documentCount() != directory.size()) {
                LOG.warn("the reference index on disk does not fit the database: it is read again from there");
                fed = recreate();
            }
            proven = fed;
        }
        ReferenceIndex.View view = fed.view();
        // another one also when pages have been merged since: the same set, with less to look through
        if (view != current.view()) {
            current = new ReferenceSet(view, directory.current());
        }
        return current;
    }

    /** An index and a directory with nothing of before in them. What {@link #current} has handed out stays as it is. */
    private ReferenceIndex recreate() {
        proven = null;
        history.clear();
        directory = new SourceDirectory();
        lineage = changes.lineage();
        keptVersion = 0;
        ReferenceIndex fresh = store.recreate(lineage);
        index = fresh;
        read(fresh);
        return fresh;
    }

    private ReferenceIndex open() {
        lineage = changes.lineage();
        ReferenceIndex opened = store.open(lineage);
        keptVersion = opened.view().corpusVersion();
        Path file = store.historyFile(lineage);
        if (file != null) {
            history.load(file);
        }
        if (keptVersion > 0) {
            int unchanged = changes.readSourcesUpTo(keptVersion, directory::advance);
            LOG.info("the reference index is {}, with {} documents unchanged since", opened.origin(), unchanged);
        }
        return opened;
    }

    private void read(ReferenceIndex fed) {
        long version = fed.view().corpusVersion();
        changes.readAfter(version, history.token(version), portion -> {
            // first the directory: a document in the index always has its title
            directory.advance(portion.sources());
            history.put(portion.version(), portion.token());
            fed.apply(portion.changes(), portion.version());
        });
    }

    /** Whether {@link #current} is that version or a later one of the same history. May be called by any thread. */
    boolean reaches(CorpusVersion wanted) {
        return current.version() >= wanted.number() && history.holds(wanted.number(), wanted.token());
    }

    /**
     * Keeps the index on disk if it has changed since the last time, merges its pages as far as that pays, and keeps these.
     * May be called while another thread catches up, by one thread at a time.
     */
    void keepAndCompact() {
        ReferenceIndex fed = proven;
        if (fed == null) {
            return;
        }
        // before anything that takes long: to read it all again is what keeping it spares
        keep();
        int pages = fed.view().pageCount();
        fed.compact();
        if (fed.view().pageCount() < pages) {
            keep(fed);
        }
    }

    /** Keeps the index on disk if it has changed since the last time, likewise. */
    void keep() {
        ReferenceIndex fed = proven;
        if (fed != null && fed.view().corpusVersion() > keptVersion) {
            keep(fed);
        }
    }

    /** Where that fails, it is told and nothing else is lost. */
    private void keep(ReferenceIndex fed) {
        long version = fed.view().corpusVersion();
        try {
            Path file = store.historyFile(lineage);
            if (file != null) {
                fed.save();
                history.save(file); // after it: a version that was saved without its token is read again
            }
            keptVersion = version;
        } catch (UncheckedIOException e) {
            LOG.warn("the reference index cannot be kept on disk: {}", e.toString());
        }
    }
}
