package org.dupcheck.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** Neighbouring pages are merged when the newer ones together are not smaller than this part of the older. */
    private static final int MERGE_FACTOR = 4;
    /** Documents that are merged while a change waits. */
    private static final int SMALL_MERGE = 64;
    /** Tokens of a page, but for a page of one document. */
    private static final int MOST_TOKENS = 1 << 27;

    private final Engine engine;
    private final EngineSettings settings;
    private final @Nullable IndexFiles files;
    private final String origin;
    private final Merger merger = new Merger(this::mergeLarge);
    private final Map<Document.Id, Place> places = new HashMap<>();
    private volatile Snapshot snapshot;

    private record Place(Page page, int document) {}

    private MemoryIndex(
            EngineSettings settings, @Nullable IndexFiles files, IndexFiles.@Nullable Content content, String origin) {
        this.settings = settings;
        this.files = files;
        this.origin = origin;
        engine = new Engine(settings);
        if (content == null) {
            snapshot = new Snapshot(engine, 0, List.of(), List.of(), 0, CorpusStatistics.EMPTY);
            return;
        }
        for (int p = 0; p < content.pages().size(); p++) {
            Page page = content.pages().get(p);
            for (int d = 0; d < page.documents(); d++) {
                if (!content.deletions().get(p).has(d)) {
                    places.put(page.id(d), new Place(page, d));
                }
            }
        }
        snapshot = new Snapshot(
                engine,
                content.corpusVersion(),
                content.pages(),
                content.deletions(),
                places.size(),
                content.statistics());
    }

    static MemoryIndex empty(EngineSettings settings) {
        return new MemoryIndex(settings, null, null, "empty");
    }

    static MemoryIndex open(Path directory, EngineSettings settings) {
        IndexFiles files = new IndexFiles(directory, settings);
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
        files.save(snapshot);
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
            last.put(idOf(change), change);
        }
        Draft draft = new Draft(old);
        CorpusStatistics.Changes statistics = old.statistics().change();
        PageBuilder builder = new PageBuilder(engine.normalizer());
        for (Map.Entry<Document.Id, Change> entry : last.entrySet()) {
            Place place = places.remove(entry.getKey());
            if (place != null) {
                forget(place, statistics);
                draft.delete(place);
            }
            if (entry.getValue() instanceof Change.Put put) {
                builder.add(put.document(), statistics);
                if (builder.documents() == settings.pageDocuments() || builder.tokens() >= MOST_TOKENS) {
                    draft.add(builder.build());
                    builder = new PageBuilder(engine.normalizer());
                }
            }
        }
        if (builder.documents() > 0) {
            draft.add(builder.build());
        }
        draft.pages.removeIf(page -> draft.live(page) == 0);
        int from = draft.firstToMerge();
        boolean due = from < draft.pages.size() - 1;
        boolean small = due && draft.liveFrom(from) <= SMALL_MERGE;
        if (small) {
            draft.replace(from, draft.merged(from));
        }
        publish(draft, corpusVersion, statistics.done());
        if (due && !small) {
            merger.wake();
        }
    }

    private static Document.Id idOf(Change change) {
        return change instanceof Change.Put put ? put.document().id() : ((Change.Remove) change).id();
    }

    private static void forget(Place place, CorpusStatistics.Changes statistics) {
        Page page = place.page;
        for (int s = page.firstSection(place.document); s < page.endSection(place.document); s++) {
            int[] tokens = new int[page.endToken(s) - page.firstToken(s)];
            page.readTokens(page.firstToken(s), page.endToken(s), tokens);
            statistics.add(tokens, 0, tokens.length, -1);
        }
    }

    private void publish(Draft draft, long corpusVersion, CorpusStatistics statistics) {
        snapshot = new Snapshot(
                engine,
                corpusVersion,
                draft.pages,
                draft.pages.stream().map(draft::deletions).toList(),
                places.size(),
                statistics);
    }

    /** One large merge, if one is due; whether there was one. */
    private boolean mergeLarge() {
        Draft before = new Draft(snapshot);
        int from = before.firstToMerge();
        if (from >= before.pages.size() - 1) {
            return false;
        }
        List<Page> sources = List.copyOf(before.pages.subList(from, before.pages.size()));
        Page merged = before.merged(from);
        synchronized (this) {
            Draft now = new Draft(snapshot);
            int at = now.pages.indexOf(sources.get(0));
            if (at < 0
                    || at + sources.size() > now.pages.size()
                    || !now.pages.subList(at, at + sources.size()).equals(sources)) {
                // pages went in the meantime: the next change wakes the merger again
                return false;
            }
            List<Page> newer = List.copyOf(now.pages.subList(at + sources.size(), now.pages.size()));
            now.pages.subList(at + sources.size(), now.pages.size()).clear();
            now.replace(at, merged);
            now.pages.addAll(newer);
            publish(now, snapshot.corpusVersion(), snapshot.statistics());
        }
        return true;
    }

    /** The pages of the next snapshot while they are put together. */
    private final class Draft {
        private final List<Page> pages;
        private final IdentityHashMap<Page, Deletions> deletions = new IdentityHashMap<>();

        Draft(Snapshot base) {
            pages = new ArrayList<>(base.pages());
            for (int p = 0; p < pages.size(); p++) {
                deletions.put(pages.get(p), base.deletions().get(p));
            }
        }

        Deletions deletions(Page page) {
            return deletions.getOrDefault(page, Deletions.NONE);
        }

        int live(Page page) {
            return page.documents() - deletions(page).count();
        }

        void delete(Place place) {
            deletions.put(place.page, deletions(place.page).with(place.document));
        }

        void add(Page page) {
            pages.add(page);
            for (int d = 0; d < page.documents(); d++) {
                places.put(page.id(d), new Place(page, d));
            }
        }

        /** The first of the last pages that had better be one. */
        int firstToMerge() {
            int from = pages.size() - 1;
            if (from < 0) {
                return 0;
            }
            int documents = live(pages.get(from));
            long tokens = pages.get(from).tokens();
            while (from > 0) {
                Page previous = pages.get(from - 1);
                tokens += previous.tokens();
                if (live(previous) > documents * MERGE_FACTOR
                        || documents + live(previous) > settings.pageDocuments()
                        || tokens > MOST_TOKENS) {
                    break;
                }
                documents += live(previous);
                from--;
            }
            return from;
        }

        int liveFrom(int from) {
            int documents = 0;
            for (int p = from; p < pages.size(); p++) {
                documents += live(pages.get(p));
            }
            return documents;
        }

        /** The documents in force of the pages from {@code from} on. */
        Page merged(int from) {
            PageBuilder builder = new PageBuilder(engine.normalizer());
            for (Page page : pages.subList(from, pages.size())) {
                for (int d = 0; d < page.documents(); d++) {
                    if (!deletions(page).has(d)) {
                        builder.add(page, d);
                    }
                }
            }
            return builder.build();
        }

        /** Puts {@code merged} in the place of the pages from {@code from} on. */
        void replace(int from, Page merged) {
            List<Page> sources = List.copyOf(pages.subList(from, pages.size()));
            pages.subList(from, pages.size()).clear();
            pages.add(merged);
            Deletions gone = Deletions.NONE;
            for (int d = 0; d < merged.documents(); d++) {
                Place place = places.get(merged.id(d));
                if (place != null && sources.contains(place.page)) {
                    places.put(merged.id(d), new Place(merged, d));
                } else {
                    // deleted or replaced while the page was built
                    gone = gone.with(d);
                }
            }
            deletions.put(merged, gone);
        }
    }
}
