package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.RunTable;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.Source;

/** Aligns a section of a submission with one reference section after the other. Used by one thread. */
public final class Aligner {
    /** Tokens added to a candidate on both sides. */
    private static final int MARGIN = 150;

    private final SectionQuery query;
    private final PassageScorer scorer;
    private final BlockTables blocks;
    private final Workspace workspace;
    private final Pages pages;
    private final SearchLimits limits;

    /** @param workspace of the calling thread */
    public Aligner(SectionQuery query, Pages pages, EngineSettings settings, Workspace workspace) {
        this.query = query;
        this.pages = pages;
        this.limits = new SearchLimits(query);
        this.blocks = new BlockTables(query);
        this.scorer = new PassageScorer(query, settings);
        this.workspace = workspace;
    }

    /** @param candidates those of one section in a row; all that were chosen of it */
    public Alignment align(List<Candidate> candidates) {
        List<Box> boxes = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= candidates.size(); to++) {
            query.wanted.ask();
            if (to == candidates.size()
                    || !candidates.get(to).source().equals(candidates.get(from).source())) {
                boxes.addAll(ofSection(candidates.subList(from, to)));
                from = to;
            }
        }
        return new Alignment(boxes, limits.reached());
    }

    private List<Box> ofSection(List<Candidate> candidates) {
        Source source = candidates.get(0).source();
        Page page = pages.page(source.page());
        int start = source.start();
        List<Window> windows = windows(page, candidates, start, page.endToken(source.section()));
        boolean needsNeighbourhood = windows.stream().anyMatch(window -> Runs.needsNeighbourhood(query, window.size()));
        SeedNeighbourhood neighbourhood =
                needsNeighbourhood ? SeedNeighbourhood.of(candidates, start, query.pace()) : null;
        RunTable table = neighbourhood != null ? neighbourhood.runs(query) : query.runs();
        query.wanted.ask();
        List<List<Chain>> chains = new ArrayList<>();
        for (Window window : windows) {
            query.wanted.ask();
            window.read(workspace, query.wanted);
            int first = window.from() - start;
            RunList runs = Runs.of(query, window, first, table, neighbourhood, blocks, workspace, limits);
            chains.add(Chains.of(query, runs, window.size(), limits));
        }
        if (!scorer.mayMatter(chains)) {
            return List.of();
        }
        List<Chain> extended = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            window.read(workspace, query.wanted);
            for (Chain chain : chains.get(i)) {
                query.wanted.ask();
                boolean starts = chain.bits() >= Boxes.STARTING_BITS;
                Chain whole = starts ? Borders.extend(query, window.tokens(), window.size(), chain) : chain;
                extended.add(whole.shifted(window.from()));
            }
        }
        return Boxes.of(scorer.of(source, page), extended, limits, query.pace());
    }

    /** The candidates with their margins; those that touch as one. */
    private static List<Window> windows(Page page, List<Candidate> candidates, int start, int end) {
        List<Window> windows = new ArrayList<>();
        int i = 0;
        while (i < candidates.size()) {
            int first = i;
            int from = Math.max(start, candidates.get(i).from() - MARGIN);
            int to = Math.min(end, candidates.get(i).to() + MARGIN);
            i++;
            while (i < candidates.size() && candidates.get(i).from() - MARGIN <= to) {
                to = Math.max(to, Math.min(end, candidates.get(i).to() + MARGIN));
                i++;
            }
            windows.add(new Window(page, from, to, candidates.subList(first, i)));
        }
        return windows;
    }
}
