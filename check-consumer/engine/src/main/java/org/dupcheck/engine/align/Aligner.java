package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.RunTable;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.Candidate;

/** Aligns a section of a submission with one reference section after the other. Used by one thread. */
public final class Aligner {
    /** Tokens added to a candidate on both sides. */
    private static final int MARGIN = 150;

    private final SectionQuery query;
    private final PassageScorer scorer;
    private final BlockTables blocks;
    private final Workspace workspace;
    private final SearchLimits limits;

    /** @param workspace of the calling thread */
    public Aligner(SectionQuery query, EngineSettings settings, Workspace workspace, SearchLimits limits) {
        this.query = query;
        this.limits = limits;
        this.blocks = new BlockTables(query);
        this.scorer = new PassageScorer(query, settings);
        this.workspace = workspace;
    }

    /** All boxes, also those not worth reporting. */
    public List<Box> boxes(List<Candidate> candidates) {
        List<Box> boxes = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= candidates.size(); to++) {
            query.wanted.ask();
            if (to == candidates.size()
                    || candidates.get(to).page() != candidates.get(from).page()
                    || candidates.get(to).section() != candidates.get(from).section()) {
                boxes.addAll(ofSection(candidates.subList(from, to)));
                from = to;
            }
        }
        return boxes;
    }

    private List<Box> ofSection(List<Candidate> candidates) {
        Page page = candidates.get(0).page();
        int referenceSection = candidates.get(0).section();
        int start = page.firstToken(referenceSection);
        List<Window> windows = windows(candidates, start, page.endToken(referenceSection));
        boolean needsNeighbourhood = windows.stream().anyMatch(window -> Runs.needsNeighbourhood(query, window.size()));
        SeedNeighbourhood neighbourhood = needsNeighbourhood ? SeedNeighbourhood.of(candidates, start) : null;
        RunTable table = neighbourhood != null ? neighbourhood.runs(query) : query.runs();
        query.wanted.ask();
        List<List<Chain>> chains = new ArrayList<>();
        for (Window window : windows) {
            query.wanted.ask();
            window.read(workspace);
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
            window.read(workspace);
            for (Chain chain : chains.get(i)) {
                boolean starts = chain.bits() >= Boxes.STARTING_BITS;
                Chain whole = starts ? Borders.extend(query, window.tokens(), window.size(), chain) : chain;
                extended.add(whole.shifted(window.from()));
            }
        }
        return Boxes.of(scorer, page, referenceSection, extended, limits);
    }

    /** The candidates with their margins; those that touch as one. */
    private static List<Window> windows(List<Candidate> candidates, int start, int end) {
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
            windows.add(new Window(candidates.get(first).page(), from, to, candidates.subList(first, i)));
        }
        return windows;
    }
}
