package org.dupcheck.engine.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/** The pages of the next snapshot while they are put together, and which of them had better be one. Used by one thread. */
public final class Draft {
    /** Pages are merged with a larger one that is up to so many times as large as they are together, usually. */
    public static final int USUAL_FACTOR = 4;
    /** The same where the reference set rests: fewer pages to look through are worth more copying then. */
    public static final int RESTING_FACTOR = 64;

    /** Tokens of a page, but for a page of one document. */
    private static final int MAX_TOKENS = 1 << 29;
    /** Bytes of a page, likewise, so that its file can be mapped to memory: words take more of them than characters. */
    private static final long MAX_BYTES = 1_750_000_000;

    private final EngineSettings settings;
    private final List<Page> pages;
    private final IdentityHashMap<Page, Deletions> deletions = new IdentityHashMap<>();
    /** The deletions of pages where this draft adds some. */
    private final IdentityHashMap<Page, BitSet> changed = new IdentityHashMap<>();

    /** @param present the pages of the snapshot before, and {@code gone} the deletions of each */
    public Draft(List<Page> present, List<Deletions> gone, EngineSettings settings) {
        this.settings = settings;
        pages = new ArrayList<>(present);
        for (int p = 0; p < pages.size(); p++) {
            deletions.put(pages.get(p), gone.get(p));
        }
    }

    /** As they stand in the draft. */
    public List<Page> pages() {
        return pages;
    }

    /** Of each page. */
    public List<Deletions> deletions() {
        changed.forEach((page, documents) -> deletions.put(page, Deletions.of(documents)));
        changed.clear();
        return pages.stream().map(this::deletions).toList();
    }

    private Deletions deletions(Page page) {
        return deletions.getOrDefault(page, Deletions.NONE);
    }

    int live(Page page) {
        BitSet documents = changed.get(page);
        return page.documents() - (documents == null ? deletions(page).count() : documents.cardinality());
    }

    private long liveTokens(Page page) {
        long tokens = page.tokens();
        if (live(page) == page.documents()) {
            return tokens;
        }
        BitSet added = changed.get(page);
        BitSet gone = added != null ? added : deletions(page).copy();
        for (int d = gone.nextSetBit(0); d >= 0; d = gone.nextSetBit(d + 1)) {
            tokens -= page.endToken(page.endSection(d) - 1) - page.firstToken(page.firstSection(d));
        }
        return tokens;
    }

    /** Takes a document of a page out of force. */
    public void delete(Page page, int document) {
        changed.computeIfAbsent(page, p -> deletions(p).copy()).set(document);
    }

    /** Adds a page, all of whose documents are in force. */
    public void add(Page page) {
        pages.add(page);
    }

    /** Drops the pages without a document in force. */
    public void dropEmptyPages() {
        pages.removeIf(page -> live(page) == 0);
    }

    /**
     * The pages that had better be one, or null: the smallest ones, up to the last that is not much larger than those
     * before it together. So the number of pages stays logarithmic in that of documents, and a document is copied a
     * number of times that is logarithmic as well.
     *
     * @param busy pages that are being merged already
     * @param factor how many times as large at most: {@link #USUAL_FACTOR} or {@link #RESTING_FACTOR}
     */
    public @Nullable Sources toMerge(Set<Page> busy, int factor) {
        List<Page> bySize = new ArrayList<>(pages);
        bySize.removeIf(busy::contains);
        bySize.sort(Comparator.comparingInt(this::live));
        List<Page> chosen = new ArrayList<>();
        int count = 0;
        int documents = 0;
        long tokens = 0;
        long bytes = 0;
        for (Page page : bySize) {
            int live = live(page);
            long liveTokens = liveTokens(page);
            long moreTokens = tokens + liveTokens;
            long moreBytes = bytes + (long) (page.bytes() * ((liveTokens + 1.0) / (page.tokens() + 1.0)));
            if (documents + live > settings.pageDocuments() || moreTokens > MAX_TOKENS || moreBytes > MAX_BYTES) {
                continue;
            }
            boolean close = live <= (long) documents * factor;
            documents += live;
            tokens = moreTokens;
            bytes = moreBytes;
            chosen.add(page);
            count = close ? chosen.size() : count;
        }
        if (count < 2) {
            return null;
        }
        deletions();
        List<Page> smallest = List.copyOf(chosen.subList(0, count));
        return new Sources(smallest, smallest.stream().map(this::deletions).toList());
    }

    /** Pages that become one. */
    public record Sources(List<Page> pages, List<Deletions> deletions) {
        /** In force. */
        public int documents() {
            int documents = 0;
            for (int p = 0; p < pages.size(); p++) {
                documents += pages.get(p).documents() - deletions.get(p).count();
            }
            return documents;
        }

        /** One page of the documents in force. */
        public Page merged(TextNormalizer normalizer) {
            return PageBuilder.merge(normalizer, pages, deletions);
        }
    }

    /** Puts {@code merged} in the place of its sources; some of these may have gone meanwhile, all their documents deleted. */
    public void replace(Sources sources, Page merged) {
        pages.removeAll(sources.pages());
        pages.add(merged);
    }
}
