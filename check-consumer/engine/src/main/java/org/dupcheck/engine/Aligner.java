package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.List;

/** Aligns a submission with one reference section. Used by one thread. */
final class Aligner {
    private final PreparedQuery query;

    Aligner(PreparedQuery query) {
        this.query = query;
    }

    /** @param candidates of one section, in order */
    List<Box> boxes(List<Candidate> candidates, EngineSettings settings) {
        Page page = candidates.get(0).page();
        int section = candidates.get(0).section();
        int base = page.firstToken(section);
        int end = page.endToken(section);
        List<Chain> chains = new ArrayList<>();
        int i = 0;
        while (i < candidates.size()) {
            int from = Math.max(base, candidates.get(i).from() - Tuning.PAD);
            int to = Math.min(end, candidates.get(i).to() + Tuning.PAD);
            i++;
            while (i < candidates.size() && candidates.get(i).from() - Tuning.PAD <= to) {
                to = Math.min(end, candidates.get(i).to() + Tuning.PAD);
                i++;
            }
            int[] window = new int[to - from];
            page.readTokens(from, to, window);
            List<Run> runs = Runs.of(query, window);
            for (Chain chain : Chains.of(query, runs)) {
                Chain extended = chain.bits() >= Tuning.STRONG_BITS ? Borders.extend(query, window, chain) : chain;
                chains.add(extended.shifted(from));
            }
        }
        return Boxes.of(query, page, section, chains, settings);
    }
}
