package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.PreparedQuery;
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

    private List<Box> ofSection(List<Candidate> candidates) {
        Page page = candidates.get(0).page();
        int section = candidates.get(0).section();
        int start = page.firstToken(section);
        int end = page.endToken(section);
        List<Chain> chains = new ArrayList<>();
        int i = 0;
        while (i < candidates.size()) {
            int from = Math.max(start, candidates.get(i).from() - MARGIN);
            int to = Math.min(end, candidates.get(i).to() + MARGIN);
            i++;
            while (i < candidates.size() && candidates.get(i).from() - MARGIN <= to) {
                to = Math.max(to, Math.min(end, candidates.get(i).to() + MARGIN));
                i++;
            }
            int[] window = workspace.window(to - from);
            page.readTokens(from, to, window);
            RunList runs = Runs.of(query, window, to - from, workspace);
            for (Chain chain : Chains.of(query, runs, to - from)) {
                Chain extended =
                        chain.bits() >= Boxes.STARTING_BITS ? Borders.extend(query, window, to - from, chain) : chain;
                chains.add(extended.shifted(from));
            }
        }
        return Boxes.of(verdicts, page, section, chains);
    }
}
