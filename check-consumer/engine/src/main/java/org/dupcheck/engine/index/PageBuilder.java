package org.dupcheck.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.model.Tally;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;
import org.jspecify.annotations.Nullable;

/** Makes pages: of texts, one document after the other, or of the documents of other pages. Used by one thread. */
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

    /** Adds a document from its text; its tokens are counted into {@code tally}. */
    void add(Document document, Tally tally) {
        IntList borders = new IntList();
        borders.add(size);
        for (Document.Section section : document.sections()) {
            normalizer.tokens(section.text(), scratch);
            int count = scratch.size();
            if (size + count > tokens.length) {
                tokens = Arrays.copyOf(tokens, Math.max(size + count, size * 2));
            }
            scratch.copyTokens(tokens, size);
            offsets.addSection(scratch, section.text());
            endSection(section.key(), count);
            borders.add(size);
        }
        tally.add(tokens, borders.toArray());
        endDocument(document.id(), document.ownerId());
    }

    /** The page of the documents added. */
    Page build() {
        TokenCounts counts = new TokenCounts();
        counts.add(tokens, 0, size);
        TokenStore.Builder store = new TokenStore.Builder(counts);
        store.add(tokens, 0, size);
        return build(store.build());
    }

    /** One page of the documents in force of several; {@code deletions} holds those of each page. */
    static Page merge(TextNormalizer normalizer, List<Page> pages, List<Deletions> deletions) {
        TokenCounts counts = new TokenCounts();
        int[] section = new int[1 << 12];
        for (int p = 0; p < pages.size(); p++) {
            Page page = pages.get(p);
            for (int d = 0; d < page.documents(); d++) {
                for (int s = page.firstSection(d);
                        s < page.endSection(d) && !deletions.get(p).has(d);
                        s++) {
                    section = page.section(s, section);
                    counts.add(section, 0, page.endToken(s) - page.firstToken(s));
                }
            }
        }
        PageBuilder builder = new PageBuilder(normalizer);
        TokenStore.Builder store = new TokenStore.Builder(counts);
        for (int p = 0; p < pages.size(); p++) {
            Page page = pages.get(p);
            builder.offsets.copyFrom(page.offsets());
            for (int d = 0; d < page.documents(); d++) {
                if (deletions.get(p).has(d)) {
                    continue;
                }
                for (int s = page.firstSection(d); s < page.endSection(d); s++) {
                    int count = page.endToken(s) - page.firstToken(s);
                    section = page.section(s, section);
                    store.add(section, 0, count);
                    builder.offsets.addSection(s, count);
                    builder.endSection(page.sectionKey(s), count);
                }
                builder.endDocument(page.id(d), page.owner(d));
            }
        }
        return builder.build(store.build());
    }

    private Page build(TokenStore store) {
        return new Page(
                ids.toArray(new Document.Id[0]),
                owners.toArray(new String[0]),
                documentSections.toArray(),
                sectionKeys.toArray(new String[0]),
                sectionTokens.toArray(),
                store,
                offsets.build(),
                null);
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
