package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reference set in memory: immutable pages, merged as they grow in number so that there are few, and a snapshot that
 * readers take without waiting.
 *
 * <p>Thread-safety: {@link #apply} is guarded by the monitor; {@link #view} reads one volatile field.
 */
final class MemoryIndex implements ReferenceIndex {
    /** Neighbouring pages are merged when the newer ones together are not smaller than this part of the older. */
    private static final int MERGE_FACTOR = 4;

    private final Engine engine;
    private final EngineSettings settings;
    private final Map<Document.Id, Place> places = new HashMap<>();
    private volatile Snapshot snapshot;

    private record Place(Page page, int document) {}

    MemoryIndex(EngineSettings settings) {
        this.settings = settings;
        engine = new Engine(settings);
        snapshot = new Snapshot(engine, 0, List.of(), List.of(), 0, CorpusStatistics.EMPTY);
    }

    @Override
    public View view() {
        return snapshot;
    }

    @Override
    public synchronized void apply(List<Change> changes, long corpusVersion) {
        Snapshot old = snapshot;
        if (corpusVersion <= old.corpusVersion()) {
            throw new IllegalArgumentException(
                    "corpus version " + corpusVersion + " does not follow " + old.corpusVersion());
        }
        CorpusStatistics.Changes statistics = old.statistics.change();
        IdentityHashMap<Page, Deletions> deletions = new IdentityHashMap<>();
        for (int p = 0; p < old.pages().size(); p++) {
            deletions.put(old.pages().get(p), old.deletions().get(p));
        }
        List<Page> pages = new ArrayList<>(old.pages());
        // of several changes of one document only the last one counts
        Map<Document.Id, Change> last = new java.util.LinkedHashMap<>();
        for (Change change : changes) {
            last.put(idOf(change), change);
        }
        PageBuilder builder = new PageBuilder(engine.normalizer());
        for (Map.Entry<Document.Id, Change> entry : last.entrySet()) {
            Place place = places.remove(entry.getKey());
            if (place != null) {
                forget(place, statistics);
                deletions.merge(place.page, Deletions.NONE.with(place.document), (a, b) -> a.with(place.document));
            }
            if (entry.getValue() instanceof Change.Put put) {
                builder.add(put.document(), statistics);
                if (builder.documents() == settings.pageDocuments()) {
                    addPage(builder, pages, deletions);
                    builder = new PageBuilder(engine.normalizer());
                }
            }
        }
        if (builder.documents() > 0) {
            addPage(builder, pages, deletions);
        }
        merge(pages, deletions);
        snapshot = new Snapshot(
                engine,
                corpusVersion,
                pages,
                pages.stream()
                        .map(page -> deletions.getOrDefault(page, Deletions.NONE))
                        .toList(),
                places.size(),
                statistics.done());
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

    private void addPage(PageBuilder builder, List<Page> pages, IdentityHashMap<Page, Deletions> deletions) {
        Page page = builder.build();
        pages.add(page);
        deletions.put(page, Deletions.NONE);
        for (int d = 0; d < page.documents(); d++) {
            places.put(page.id(d), new Place(page, d));
        }
    }

    private void merge(List<Page> pages, IdentityHashMap<Page, Deletions> deletions) {
        pages.removeIf(page -> live(page, deletions) == 0);
        int from = pages.size() - 1;
        int live = from < 0 ? 0 : live(pages.get(from), deletions);
        while (from > 0) {
            int before = live(pages.get(from - 1), deletions);
            if (before > live * MERGE_FACTOR || before + live > settings.pageDocuments()) {
                break;
            }
            live += before;
            from--;
        }
        if (from >= 0 && from < pages.size() - 1) {
            PageBuilder builder = new PageBuilder(engine.normalizer());
            for (Page page : pages.subList(from, pages.size())) {
                for (int d = 0; d < page.documents(); d++) {
                    if (!deletions.getOrDefault(page, Deletions.NONE).has(d)) {
                        builder.add(page, d);
                    }
                }
            }
            pages.subList(from, pages.size()).clear();
            addPage(builder, pages, deletions);
        }
    }

    private static int live(Page page, IdentityHashMap<Page, Deletions> deletions) {
        return page.documents() - deletions.getOrDefault(page, Deletions.NONE).count();
    }
}
