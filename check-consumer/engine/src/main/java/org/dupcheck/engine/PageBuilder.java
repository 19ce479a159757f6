package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers documents for a page. Used by one thread. */
final class PageBuilder {
    private final TextNormalizer normalizer;
    private final TokenText scratch = new TokenText(4_096);

    private final List<Document.Id> ids = new ArrayList<>();
    private final List<@Nullable String> owners = new ArrayList<>();
    private final List<String> sectionKeys = new ArrayList<>();
    private final List<String> sectionTexts = new ArrayList<>();
    private int[] documentSections = new int[16];
    private int[] sectionTokens = new int[16];
    private int[] tokens = new int[1 << 12];
    private int[] starts = new int[1 << 12];
    private int[] ends = new int[1 << 12];
    private int size;

    PageBuilder(TextNormalizer normalizer) {
        this.normalizer = normalizer;
    }

    int documents() {
        return ids.size();
    }

    /** Adds a document from its text; its sections' tokens are counted into {@code statistics}. */
    void add(Document document, CorpusStatistics.Changes statistics) {
        for (Document.Section section : document.sections()) {
            normalizer.tokens(section.text(), scratch);
            reserve(scratch.size());
            scratch.copyTokens(tokens, size);
            scratch.copyStarts(starts, size);
            scratch.copyEnds(ends, size);
            statistics.add(tokens, size, size + scratch.size(), 1);
            endSection(section.key(), section.text(), scratch.size());
        }
        endDocument(document.id(), document.ownerId());
    }

    /** Adds a document of another page. */
    void add(Page page, int document) {
        for (int s = page.firstSection(document); s < page.endSection(document); s++) {
            int from = page.firstToken(s);
            int count = page.endToken(s) - from;
            reserve(count);
            int[] copy = new int[count];
            page.readTokens(from, from + count, copy);
            System.arraycopy(copy, 0, tokens, size, count);
            page.copyOffsets(from, from + count, starts, ends, size);
            endSection(page.sectionKey(s), page.sectionText(s), count);
        }
        endDocument(page.id(document), page.owner(document));
    }

    Page build() {
        return new Page(
                ids.toArray(new Document.Id[0]),
                owners.toArray(new String[0]),
                Arrays.copyOf(documentSections, ids.size() + 1),
                sectionKeys.toArray(new String[0]),
                sectionTexts.toArray(new String[0]),
                Arrays.copyOf(sectionTokens, sectionKeys.size() + 1),
                Arrays.copyOf(tokens, size),
                Arrays.copyOf(starts, size),
                Arrays.copyOf(ends, size));
    }

    private void reserve(int more) {
        if (size + more > tokens.length) {
            int capacity = Math.max(size + more, size + (size >> 1));
            tokens = Arrays.copyOf(tokens, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
    }

    private void endSection(String key, String text, int count) {
        size += count;
        sectionKeys.add(key);
        sectionTexts.add(text);
        sectionTokens = ensure(sectionTokens, sectionKeys.size());
        sectionTokens[sectionKeys.size()] = size;
    }

    private void endDocument(Document.Id id, @Nullable String owner) {
        ids.add(id);
        owners.add(owner);
        documentSections = ensure(documentSections, ids.size());
        documentSections[ids.size()] = sectionKeys.size();
    }

    private static int[] ensure(int[] array, int index) {
        return index < array.length ? array : Arrays.copyOf(array, index + (index >> 1) + 1);
    }
}
