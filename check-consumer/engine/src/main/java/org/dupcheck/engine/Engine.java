package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.align.Alignment;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.align.Workspace;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.common.CommonSpan;
import org.dupcheck.engine.common.CommonText;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.report.Composition;
import org.dupcheck.engine.report.FloorRuns;
import org.dupcheck.engine.report.Overlaps;
import org.dupcheck.engine.report.Passages;
import org.dupcheck.engine.report.Report;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.Choice;
import org.dupcheck.engine.search.Followed;
import org.dupcheck.engine.search.GramCounts;
import org.dupcheck.engine.search.PageScan;
import org.dupcheck.engine.search.ScanFindings;
import org.dupcheck.engine.search.SeedFilter;
import org.dupcheck.engine.search.Selection;
import org.dupcheck.engine.text.TextNormalizer;

/**
 * The steps of a check in their order. For each section by itself: the grams that each page has; which of them are followed;
 * <i>select</i>, seeds and candidates; the cut to the best of these; <i>align</i>, runs, chains, borders, boxes and scorer;
 * overlaps and common text. Then what the sections make together. The two steps named are done by {@link Shard}s, the others
 * once over all pages. Thread-safe.
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
    PageScan scan(Pages pages, int number, PreparedQuery query) {
        return new PageScan(
                number,
                query.sections().stream()
                        .map(section -> ScanFindings.of(pages, number, section, settings.isExact()))
                        .toList());
    }

    /** The result of each section of the submission, in its order, all done by the calling thread. */
    List<SectionResult> sections(PreparedQuery query, Pages pages, List<PageScan> scans) {
        try {
            return sections(query, pages, scans, List.of(shard(query, pages, scans)));
        } finally {
            workspaces.get().trim();
        }
    }

    /** The part of some pages in a check, to be done by the calling thread. */
    Shard shard(PreparedQuery query, Pages pages, List<PageScan> scans) {
        return new PageShard(query, pages, scans, settings, workspaces.get());
    }

    /**
     * The same, whoever has a part in it: the result does not depend on which shards there are.
     *
     * @param scans of all pages
     * @param shards each page has one
     */
    List<SectionResult> sections(PreparedQuery query, Pages pages, List<PageScan> scans, List<Shard> shards) {
        List<SectionResult> results = new ArrayList<>();
        for (int section = 0; section < query.sections().size(); section++) {
            results.add(result(query.sections().get(section), section, pages, scans, shards));
        }
        return results;
    }

    private SectionResult result(
            SectionQuery query, int section, Pages pages, List<PageScan> scans, List<Shard> shards) {
        List<ScanFindings> findings = PageScan.ofSection(scans, section);
        GramCounts counts = GramCounts.of(query, findings, pages);
        SearchLimits limits = new SearchLimits(query);
        SeedFilter filter = new SeedFilter(query, counts, findings, pages);
        Followed followed = filter.followed(limits);
        Selection selection = Selection.of(
                shards.stream().map(shard -> shard.select(section, followed)).toList());
        filter.tellGivenUp(followed, selection, limits);
        List<Candidate> chosen = Choice.of(query, selection.candidates(), limits);
        List<Box> boxes = Alignment.of(
                        shards.stream()
                                .map(shard -> shard.align(section, ownOf(shard, chosen)))
                                .toList(),
                        limits)
                .boxes();
        Passages passages = Passages.of(boxes, settings);
        if (!settings.isExact()) {
            passages = Overlaps.resolve(query, passages, settings);
        }
        passages = FloorRuns.add(query, passages, selection.floorRuns(), settings.isExact());
        List<CommonSpan> common = settings.isExact()
                ? List.of()
                : CommonText.of(query, pages, counts, settings.reportingFloorBits(), passages.covered(), limits);
        return Report.of(query, pages, passages, common, limits.told());
    }

    private static List<Candidate> ownOf(Shard shard, List<Candidate> chosen) {
        return chosen.stream()
                .filter(candidate -> shard.has(candidate.source().page()))
                .toList();
    }

    /** Puts the results of all sections together. */
    Comparison compose(Document submission, List<SectionResult> results, Pages pages, Wanted wanted) {
        return Composition.of(submission, results, pages, normalizer, new Pace(wanted::ask));
    }

    /** Casts what the pages found. */
    static List<PageScan> cast(List<ReferenceIndex.PageFindings> findings) {
        return findings.stream().map(PageScan.class::cast).toList();
    }
}
