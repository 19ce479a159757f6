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
    private final IntList documentSections = new IntList();
    private final IntList sectionTokens = new IntList();
    private final OffsetStore.Builder offsets = new OffsetStore.Builder();
    private int[] tokens = new int[1 << 12];
    private int size;

    PageBuilder(TextNormalizer normalizer) {
        this.normalizer = normalizer;
        documentSections.add(0);
        sectionTokens.add(0);
    }

    int documents() {
        return ids.size();
    }

    int tokens() {
        return size;
    }

    /** Adds a document from its text; its sections' tokens are counted into {@code statistics}. */
    void add(Document document, CorpusStatistics.Changes statistics) {
        for (Document.Section section : document.sections()) {
            normalizer.tokens(section.text(), scratch);
            reserve(scratch.size());
            scratch.copyTokens(tokens, size);
            statistics.add(tokens, size, size + scratch.size(), 1);
            offsets.addSection(scratch, section.text());
            endSection(section.key(), scratch.size());
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
            offsets.addSection(page.offsets(), s, count);
            endSection(page.sectionKey(s), count);
        }
        endDocument(page.id(document), page.owner(document));
    }

    Page build() {
        return new Page(
                ids.toArray(new Document.Id[0]),
                owners.toArray(new String[0]),
                documentSections.toArray(),
                sectionKeys.toArray(new String[0]),
                sectionTokens.toArray(),
                TokenStore.of(tokens, size),
                offsets.build(),
                null);
    }

    private void reserve(int more) {
        if (size + more > tokens.length) {
            tokens = Arrays.copyOf(tokens, Math.max(size + more, size + (size >> 1)));
        }
    }

    private void endSection(String key, int count) {
        size += count;
        sectionKeys.add(key);
        sectionTokens.add(size);
    }

    private void endDocument(Document.Id id, @Nullable String owner) {
        ids.add(id);
        owners.add(owner);
        documentSections.add(sectionKeys.size());
    }
}
