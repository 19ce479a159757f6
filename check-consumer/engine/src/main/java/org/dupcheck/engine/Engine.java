package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.align.Aligner;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.align.Workspace;
import org.dupcheck.engine.common.CommonSpan;
import org.dupcheck.engine.common.CommonText;
import org.dupcheck.engine.index.Deletions;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.report.Composition;
import org.dupcheck.engine.report.FloorRuns;
import org.dupcheck.engine.report.Overlaps;
import org.dupcheck.engine.report.Passages;
import org.dupcheck.engine.report.Report;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.Candidates;
import org.dupcheck.engine.search.GramCounts;
import org.dupcheck.engine.search.PageScan;
import org.dupcheck.engine.search.ScanFindings;
import org.dupcheck.engine.search.Seeds;
import org.dupcheck.engine.text.TextNormalizer;

/**
 * The steps of a check in their order: for each section by itself seeds, candidates, runs, chains, borders, boxes, scorer and
 * common text; then what the sections make together. Thread-safe.
 */
final class Engine {
    private final EngineSettings settings;
    private final TextNormalizer normalizer = TextNormalizer.shared();
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    Engine(EngineSettings settings) {
        this.settings = settings;
    }

    TextNormalizer normalizer() {
        return normalizer;
    }

    /** Looks all grams of the submission up on one page. */
    PageScan scan(Page page, Deletions deletions, PreparedQuery query) {
        return new PageScan(query.sections().stream()
                .map(section -> ScanFindings.of(page, deletions, section, settings.isExact()))
                .toList());
    }

    /** The result of each section of the submission, in its order. */
    List<SectionResult> sections(PreparedQuery query, List<PageScan> pages) {
        List<SectionResult> results = new ArrayList<>();
        Workspace workspace = workspaces.get();
        try {
            for (int s = 0; s < query.sections().size(); s++) {
                int section = s;
                List<ScanFindings> findings =
                        pages.stream().map(page -> page.sections().get(section)).toList();
                results.add(result(query.sections().get(s), findings, workspace));
            }
        } finally {
            workspace.trim();
        }
        return results;
    }

    private SectionResult result(SectionQuery query, List<ScanFindings> findings, Workspace workspace) {
        GramCounts counts = GramCounts.of(query, findings);
        SearchLimits limits = new SearchLimits(query);
        List<Seeds.OfPage> seeds = Seeds.of(query, counts, findings, limits);
        List<Candidate> candidates = Candidates.choose(query, seeds, limits);
        List<Box> boxes = new Aligner(query, settings, workspace, limits).boxes(candidates);
        Passages passages = Passages.of(query, boxes, settings);
        if (!settings.isExact()) {
            passages = Overlaps.resolve(query, passages);
        }
        passages = settings.isExact()
                ? FloorRuns.addAll(query, passages, findings, settings.floorTokens())
                : FloorRuns.addOfSeeds(query, passages, seeds, settings.floorTokens());
        List<CommonSpan> common = settings.isExact()
                ? List.of()
                : CommonText.of(query, findings, counts, settings.reportingFloorBits(), passages.covered(), limits);
        return Report.of(query, passages, common, limits.told());
    }

    /** Puts the results of all sections together. */
    Comparison compose(Document submission, List<SectionResult> results, List<Page> pages, List<Deletions> deletions) {
        return Composition.of(submission, results, pages, deletions, normalizer);
    }

    /** Casts what the pages found. */
    static List<PageScan> cast(List<ReferenceIndex.PageFindings> findings) {
        return findings.stream().map(PageScan.class::cast).toList();
    }
}
