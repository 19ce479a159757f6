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
import org.dupcheck.engine.report.FloorRuns;
import org.dupcheck.engine.report.Overlaps;
import org.dupcheck.engine.report.Passages;
import org.dupcheck.engine.report.Report;
import org.dupcheck.engine.report.WholeSections;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.Candidates;
import org.dupcheck.engine.search.GramCounts;
import org.dupcheck.engine.search.ScanFindings;
import org.dupcheck.engine.search.Seeds;
import org.dupcheck.engine.text.TextNormalizer;

/**
 * The steps of a check in their order: for each section by itself seeds, candidates, runs, chains, borders, boxes; then
 * scorer and common text. Thread-safe.
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
    ScanFindings scan(Page page, Deletions deletions, PreparedQuery query) {
        return ScanFindings.of(page, deletions, query.grams, settings.isExact());
    }

    Comparison conclude(PreparedQuery query, List<ScanFindings> findings) {
        GramCounts counts = GramCounts.of(query, findings);
        SearchLimits limits = new SearchLimits(query);
        Workspace workspace = workspaces.get();
        List<Seeds.OfPage> seeds = new ArrayList<>();
        List<Box> boxes = new ArrayList<>();
        for (int section = 0; section < query.sections(); section++) {
            List<Seeds.OfPage> ofSection = Seeds.of(query, section, counts, findings, limits);
            List<Candidate> candidates = Candidates.choose(query, section, ofSection, limits);
            boxes.addAll(new Aligner(query, section, settings, workspace, limits).boxes(candidates));
            seeds.addAll(ofSection);
        }
        workspace.trim();
        Passages passages = Passages.of(query, boxes, settings);
        if (!settings.isExact()) {
            passages = Overlaps.resolve(passages);
        }
        passages = WholeSections.add(query, passages);
        passages = settings.isExact()
                ? FloorRuns.addAll(query, passages, findings, settings.floorTokens())
                : FloorRuns.addOfSeeds(query, passages, seeds, settings.floorTokens());
        List<CommonSpan> common = settings.isExact()
                ? List.of()
                : CommonText.of(query, findings, counts, settings.reportingFloorBits(), passages.covered(), limits);
        return Report.of(query, passages, common, limits.signals());
    }

    /** Casts what the pages found. */
    static List<ScanFindings> cast(List<ReferenceIndex.PageFindings> findings) {
        List<ScanFindings> result = new ArrayList<>(findings.size());
        for (ReferenceIndex.PageFindings finding : findings) {
            result.add((ScanFindings) finding);
        }
        return result;
    }
}
