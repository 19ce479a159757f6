package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.RunTable;
import org.dupcheck.engine.search.Candidate;

/** Aligns a submission with one reference section after the other. Used by one thread. */
public final class Aligner {
    /** Tokens added to a candidate on both sides. */
    private static final int MARGIN = 150;

    private final PreparedQuery query;
    private final Verdicts verdicts;
    private final Workspace workspace;

    /** @param workspace of the calling thread */
    public Aligner(PreparedQuery query, EngineSettings settings, Workspace workspace) {
        this.query = query;
        this.verdicts = new Verdicts(query, settings);
        this.workspace = workspace;
    }

    /** All boxes, also those not worth reporting. */
    public List<Box> boxes(List<Candidate> candidates) {
        List<Box> boxes = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= candidates.size(); to++) {
            if (to == candidates.size()
                    || candidates.get(to).page() != candidates.get(from).page()
                    || candidates.get(to).section() != candidates.get(from).section()) {
                boxes.addAll(ofSection(candidates.subList(from, to)));
                from = to;
            }
        }
        return boxes;
    }

    /** A stretch of a section, {@code [from, to)} of the page. */
    private record Stretch(int from, int to) {
        int size() {
            return to - from;
        }
    }

    private List<Box> ofSection(List<Candidate> candidates) {
        Page page = candidates.get(0).page();
        int section = candidates.get(0).section();
        int start = page.firstToken(section);
        List<Stretch> stretches = stretches(candidates, start, page.endToken(section));
        boolean needsSurroundings =
                stretches.stream().anyMatch(stretch -> Runs.needsSurroundings(query, stretch.size()));
        Surroundings surroundings = needsSurroundings ? Surroundings.of(candidates, start) : null;
        RunTable table = surroundings != null ? surroundings.runs(query) : query.runs;
        List<List<Chain>> chains = new ArrayList<>();
        for (Stretch stretch : stretches) {
            int[] window = read(page, stretch);
            RunList runs = Runs.of(query, window, stretch.size(), stretch.from - start, table, surroundings, workspace);
            chains.add(Chains.of(query, runs, stretch.size()));
        }
        if (!verdicts.mayMatter(chains)) {
            return List.of();
        }
        List<Chain> extended = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            int[] window = read(page, stretch);
            for (Chain chain : chains.get(i)) {
                boolean starts = chain.bits() >= Boxes.STARTING_BITS;
                Chain whole = starts ? Borders.extend(query, window, stretch.size(), chain) : chain;
                extended.add(whole.shifted(stretch.from));
            }
        }
        return Boxes.of(verdicts, page, section, extended);
    }

    /** The candidates with their margins; those that touch as one. */
    private static List<Stretch> stretches(List<Candidate> candidates, int start, int end) {
        List<Stretch> stretches = new ArrayList<>();
        int i = 0;
        while (i < candidates.size()) {
            int from = Math.max(start, candidates.get(i).from() - MARGIN);
            int to = Math.min(end, candidates.get(i).to() + MARGIN);
            i++;
            while (i < candidates.size() && candidates.get(i).from() - MARGIN <= to) {
                to = Math.max(to, Math.min(end, candidates.get(i).to() + MARGIN));
                i++;
            }
            stretches.add(new Stretch(from, to));
        }
        return stretches;
    }

    private int[] read(Page page, Stretch stretch) {
        int[] window = workspace.window(stretch.size());
        page.readTokens(stretch.from, stretch.to, window);
        return window;
    }
}
