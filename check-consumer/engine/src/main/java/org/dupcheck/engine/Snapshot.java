package org.dupcheck.engine;

import java.util.List;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.Draft;
import org.dupcheck.engine.index.IndexFiles;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.model.CorpusStatistics;
import org.dupcheck.engine.query.PreparedQuery;
import org.jspecify.annotations.Nullable;

/** The reference set at one corpus version. Immutable; statistics are made once, when asked for. */
final class Snapshot implements ReferenceIndex.View {
    private final Engine engine;
    private final long corpusVersion;
    private final Pages pages;
    private final int documents;
    private final CorpusStatistics model;
    /** Made when somebody asks for it. */
    private @Nullable Statistics statistics;

    Snapshot(
            Engine engine,
            long corpusVersion,
            List<Page> pages,
            List<Deletions> deletions,
            int documents,
            CorpusStatistics model) {
        this.engine = engine;
        this.corpusVersion = corpusVersion;
        this.pages = new Pages(pages, deletions);
        this.documents = documents;
        this.model = model;
    }

    /** What of it is kept on the disk. */
    IndexFiles.Content content() {
        return new IndexFiles.Content(corpusVersion, pages.pages(), pages.deletions(), model);
    }

    /** Where the next snapshot starts from. */
    Draft draft(EngineSettings settings) {
        return new Draft(pages.pages(), pages.deletions(), settings);
    }

    /** Its pages, for who does the steps of a check one by one. */
    Pages pages() {
        return pages;
    }

    /** The engine that does them. */
    Engine engine() {
        return engine;
    }

    CorpusStatistics model() {
        return model;
    }

    @Override
    public synchronized Statistics statistics() {
        if (statistics == null) {
            statistics = Statistics.of(corpusVersion, model, pages.pages(), pages.deletions());
        }
        return statistics;
    }

    @Override
    public long corpusVersion() {
        return corpusVersion;
    }

    @Override
    public int pageCount() {
        return pages.count();
    }

    @Override
    public int documentCount() {
        return documents;
    }

    @Override
    public ReferenceIndex.Query query(Document submission, CheckOptions options, Statistics taken, Wanted wanted) {
        return new PreparedQuery(
                submission, options, engine.normalizer(), taken.model(), taken.frequentGrams(), wanted);
    }

    @Override
    public ReferenceIndex.PageFindings scan(int page, ReferenceIndex.Query query) {
        return engine.scan(pages, page, (PreparedQuery) query);
    }

    @Override
    public List<SectionResult> sections(ReferenceIndex.Query query, List<ReferenceIndex.PageFindings> findings) {
        return engine.sections((PreparedQuery) query, pages, Engine.cast(findings));
    }

    @Override
    public Comparison compose(Document submission, List<SectionResult> results, Wanted wanted) {
        if (results.size() != submission.sections().size()) {
            throw new IllegalArgumentException(
                    results.size() + " results for " + submission.sections().size() + " sections");
        }
        return engine.compose(submission, results, pages, wanted);
    }
}
