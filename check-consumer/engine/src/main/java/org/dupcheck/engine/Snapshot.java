package org.dupcheck.engine;

import java.util.List;

/** The reference set at one corpus version. Immutable. */
final class Snapshot implements ReferenceIndex.View {
    private final Engine engine;
    private final long corpusVersion;
    private final List<Page> pages;
    private final List<Deletions> deletions;
    private final int documents;
    private final CorpusStatistics statistics;

    Snapshot(
            Engine engine,
            long corpusVersion,
            List<Page> pages,
            List<Deletions> deletions,
            int documents,
            CorpusStatistics statistics) {
        this.engine = engine;
        this.corpusVersion = corpusVersion;
        this.pages = List.copyOf(pages);
        this.deletions = List.copyOf(deletions);
        this.documents = documents;
        this.statistics = statistics;
    }

    CorpusStatistics statistics() {
        return statistics;
    }

    List<Page> pages() {
        return pages;
    }

    List<Deletions> deletions() {
        return deletions;
    }

    @Override
    public long corpusVersion() {
        return corpusVersion;
    }

    @Override
    public int pageCount() {
        return pages.size();
    }

    @Override
    public int documentCount() {
        return documents;
    }

    @Override
    public ReferenceIndex.Query query(Document submission, CheckOptions options) {
        return new PreparedQuery(submission, options, engine.normalizer(), statistics);
    }

    @Override
    public ReferenceIndex.PageFindings scan(int page, ReferenceIndex.Query query) {
        PreparedQuery prepared = (PreparedQuery) query;
        return engine.scan(pages.get(page), deletions.get(page), prepared);
    }

    @Override
    public Comparison conclude(ReferenceIndex.Query query, List<ReferenceIndex.PageFindings> findings) {
        return engine.conclude((PreparedQuery) query, Engine.cast(findings));
    }
}
