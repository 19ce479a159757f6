package org.dupcheck.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.Workers;
import org.dupcheck.engine.model.CorpusStatistics;
import org.dupcheck.engine.model.Tally;
import org.dupcheck.engine.text.TextNormalizer;

/** Builds pages of many documents on all cores. Meant for one caller at a time. */
public final class ParallelBuilder {
    /** Documents from which on pages are built by several threads, for each of them. */
    private static final int MIN_SHARE = 64;
    /** Documents and tokens that one thread makes a page of. */
    private static final int MAX_SHARE = 1_024;

    private static final int MAX_SHARE_TOKENS = 1 << 23;

    private final TextNormalizer normalizer;
    private final int pageDocuments;
    private final Workers workers;

    /** @param pageDocuments documents of a page at most */
    public ParallelBuilder(TextNormalizer normalizer, int pageDocuments, Workers workers) {
        this.normalizer = normalizer;
        this.pageDocuments = pageDocuments;
        this.workers = workers;
    }

    /**
     * Builds pages of documents, on all threads if there are many.
     *
     * @param pages takes the pages, on the calling thread, in the documents' order
     * @return the statistics with these documents
     */
    public CorpusStatistics build(List<Document> documents, CorpusStatistics before, Consumer<Page> pages) {
        CorpusStatistics statistics = before;
        int shares = Math.max(1, Math.min(workers.count(), documents.size() / MIN_SHARE));
        for (int from = 0; from < documents.size(); ) {
            int share = Math.min(MAX_SHARE, (documents.size() - from + shares - 1) / shares);
            List<List<Document>> parts = new ArrayList<>();
            for (int part = 0; part < shares && from < documents.size(); part++) {
                int to = Math.min(documents.size(), from + share);
                parts.add(documents.subList(from, to));
                from = to;
            }
            Built[] built = new Built[parts.size()];
            workers.forEach(built.length, part -> built[part] = build(parts.get(part)));
            for (Built part : built) {
                part.pages().forEach(pages);
            }
            statistics = statistics.with(Arrays.stream(built).map(Built::tally).toList(), workers);
        }
        return statistics;
    }

    /** What one thread has built. */
    private record Built(List<Page> pages, Tally tally) {}

    private Built build(List<Document> documents) {
        List<Page> pages = new ArrayList<>();
        Tally tally = new Tally(1);
        PageBuilder builder = new PageBuilder(normalizer);
        for (Document document : documents) {
            if (builder.documents() == pageDocuments || builder.tokens() >= MAX_SHARE_TOKENS) {
                pages.add(builder.build());
                builder = new PageBuilder(normalizer);
            }
            builder.add(document, tally);
        }
        if (builder.documents() > 0) {
            pages.add(builder.build());
        }
        return new Built(pages, tally);
    }
}
