package org.dupcheck.engine;

import java.util.List;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.Draft;
import org.dupcheck.engine.index.IndexFiles;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.CorpusStatistics;
import org.dupcheck.engine.query.PreparedQuery;

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

    /** What of it is kept on the disk. */
    IndexFiles.Content content() {
        return new IndexFiles.Content(corpusVersion, pages, deletions, statistics);
    }

    /** Where the next snapshot starts from. */
    Draft draft(EngineSettings settings) {
        return new Draft(pages, deletions, settings);
    }

    CorpusStatistics statistics() {
        return statistics;
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
