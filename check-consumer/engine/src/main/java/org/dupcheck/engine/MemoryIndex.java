package org.dupcheck.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.Workers;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.DocumentLocations;
import org.dupcheck.engine.index.Draft;
import org.dupcheck.engine.index.IndexFiles;
import org.dupcheck.engine.index.Merger;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.ParallelBuilder;
import org.dupcheck.engine.model.CorpusStatistics;
import org.dupcheck.engine.model.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The reference set in memory: immutable pages, merged as they grow in number so that there are few, and a snapshot that
 * readers take without waiting.
 *
 * <p>Thread-safety: what changes is guarded by the monitor; {@link #view} reads one volatile field. A small merge is done
 * with the change that asks for it. A large one is built by a thread of its own outside the monitor and swapped in under
 * it, so that no change waits for more than a small one.
 */
final class MemoryIndex implements ReferenceIndex {
    /** Documents that are merged while a change waits. */
    private static final int SMALL_MERGE = 16;

    private final Engine engine;
    private final EngineSettings settings;
    private final @Nullable IndexFiles files;
    private final String origin;
    private final Merger merger = new Merger(() -> maintain(Draft.USUAL_FACTOR));
    /** Held during maintenance, so that there is one at a time; taken before the monitor. */
    private final Lock maintenance = new ReentrantLock();

    private final Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
    private final ParallelBuilder builder;
    private final DocumentLocations locations = new DocumentLocations();
    /** The pages that the merger is at work on: a change leaves them alone. */
    private Set<Page> busy = Set.of();

    private volatile Snapshot snapshot;

    private MemoryIndex(
            EngineSettings settings, @Nullable IndexFiles files, IndexFiles.@Nullable Content content, String origin) {
        this.settings = settings;
        this.files = files;
        this.origin = origin;
        engine = new Engine(settings);
        builder = new ParallelBuilder(engine.normalizer(), settings.pageDocuments(), workers);
        if (content == null) {
            snapshot = new Snapshot(engine, 0, List.of(), List.of(), 0, CorpusStatistics.EMPTY);
            return;
        }
        for (int p = 0; p < content.pages().size(); p++) {
            locations.add(content.pages().get(p), content.deletions().get(p));
        }
        snapshot = new Snapshot(
                engine,
                content.corpusVersion(),
                content.pages(),
                content.deletions(),
                locations.size(),
                content.statistics());
    }

    static MemoryIndex empty(EngineSettings settings) {
        return new MemoryIndex(settings, null, null, "empty");
    }

    static MemoryIndex open(Path directory, EngineSettings settings) {
        IndexFiles files = new IndexFiles(directory, ReferenceIndex.engineVersion() + "/" + settings.version());
        try {
            IndexFiles.Content content = files.load();
            return new MemoryIndex(settings, files, content, content == null ? "empty" : "restored");
        } catch (PageInput.DamagedFileException e) {
            return new MemoryIndex(settings, files, null, "not restored: " + e.getMessage());
        }
    }

    @Override
    public View view() {
        return snapshot;
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public void save() {
        if (files == null) {
            throw new IllegalStateException("this index has no directory");
        }
        files.save(snapshot.content());
    }

    @Override
    public synchronized void apply(List<Change> changes, long corpusVersion) {
        Snapshot old = snapshot;
        if (corpusVersion <= old.corpusVersion()) {
            throw new IllegalArgumentException(
                    "corpus version " + corpusVersion + " does not follow " + old.corpusVersion());
        }
        // of several changes of one document only the last one counts
        Map<Document.Id, Change> last = new LinkedHashMap<>();
        for (Change change : changes) {
            last.put(change.id(), change);
        }
        Draft draft = old.draft(settings);
        Tally gone = new Tally(-1);
        List<Document> added = new ArrayList<>();
        last.forEach((id, change) -> {
            DocumentLocations.Location location = locations.remove(id);
            if (location != null) {
                forget(location, gone);
                draft.delete(location.page(), location.document());
            }
            if (change instanceof Change.Put put) {
                added.add(put.document());
            }
        });
        CorpusStatistics model = old.model();
        if (gone.tokens() > 0) {
            model = model.with(List.of(gone), workers);
        }
        model = builder.build(added, model, page -> {
            draft.add(page);
            locations.add(page);
        });
        draft.dropEmptyPages();
        Draft.Sources sources = draft.toMerge(busy, Draft.USUAL_FACTOR);
        boolean small = sources != null && sources.documents() <= SMALL_MERGE;
        if (sources != null && small) {
            replace(draft, sources, sources.merged(engine.normalizer()));
        }
        publish(draft, corpusVersion, model);
        if ((sources != null && !small) || model.wantsFolding()) {
            merger.wake();
        }
    }

    private static void forget(DocumentLocations.Location location, Tally gone) {
        Page page = location.page();
        int firstSection = page.firstSection(location.document());
        int sections = page.endSection(location.document()) - firstSection;
        int first = page.firstToken(firstSection);
        int[] borders = new int[sections + 1];
        for (int s = 0; s < sections; s++) {
            borders[s + 1] = page.endToken(firstSection + s) - first;
        }
        int[] tokens = new int[borders[sections]];
        page.readTokens(first, first + tokens.length, tokens);
        gone.add(tokens, borders);
    }

    private void publish(Draft draft, long corpusVersion, CorpusStatistics model) {
        List<Deletions> deletions = draft.deletions();
        locations.retain(draft.pages());
        snapshot = new Snapshot(engine, corpusVersion, draft.pages(), deletions, locations.size(), model);
    }

    /** Puts a merged page in the place of its sources; marks what has gone while it was built. */
    private void replace(Draft draft, Draft.Sources sources, Page merged) {
        draft.replace(sources, merged);
        locations.move(sources, merged, document -> draft.delete(merged, document));
    }

    @Override
    public void compact() {
        Merger.repeat(() -> maintain(Draft.RESTING_FACTOR));
    }

    /** One folding of the statistics or one large merge, if one is due; whether there was one. */
    private boolean maintain(int factor) {
        maintenance.lock();
        try {
            return snapshot.model().wantsFolding() ? fold() : merge(factor);
        } finally {
            maintenance.unlock();
        }
    }

    private boolean fold() {
        Snapshot before = snapshot;
        CorpusStatistics folded = before.model().folded();
        synchronized (this) {
            CorpusStatistics over = snapshot.model().over(folded, before.model());
            publish(snapshot.draft(settings), snapshot.corpusVersion(), over);
        }
        return true;
    }

    private boolean merge(int factor) {
        Draft.Sources sources;
        synchronized (this) {
            sources = snapshot.draft(settings).toMerge(busy, factor);
            if (sources == null) {
                return false;
            }
            busy = identities(sources.pages());
        }
        try {
            Page merged = sources.merged(engine.normalizer());
            synchronized (this) {
                Draft now = snapshot.draft(settings);
                replace(now, sources, merged);
                now.dropEmptyPages();
                publish(now, snapshot.corpusVersion(), snapshot.model());
                return true;
            }
        } finally {
            synchronized (this) {
                busy = Set.of();
            }
        }
    }

    private static Set<Page> identities(List<Page> pages) {
        Set<Page> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(pages);
        return set;
    }
}
