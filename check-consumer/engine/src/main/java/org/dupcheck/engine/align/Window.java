package org.dupcheck.engine.align;

import java.util.List;
import org.dupcheck.engine.Wanted;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.search.Candidate;

/**
 * A stretch of a reference section that is held against a section of the submission: some candidates that touch, with
 * their margins. Used by one thread.
 */
final class Window {
    /** Tokens that are read at one go. */
    private static final int BLOCK = 1 << 16;

    private final Page page;
    private final int from;
    private final int to;
    private final List<Candidate> candidates;
    private int[] tokens = new int[0];

    /**
     * @param from its first token on the page
     * @param to the token after its last
     */
    Window(Page page, int from, int to, List<Candidate> candidates) {
        this.page = page;
        this.from = from;
        this.to = to;
        this.candidates = candidates;
    }

    /** Reads its tokens; they stay valid until the workspace is used for the next window. */
    void read(Workspace workspace, Wanted wanted) {
        tokens = workspace.window(size());
        for (int start = from; start < to; start += BLOCK) {
            wanted.ask();
            page.readTokens(start, Math.min(to, start + BLOCK), tokens, start - from);
        }
    }

    /** As read last; may be longer than the window. */
    int[] tokens() {
        return tokens;
    }

    int size() {
        return to - from;
    }

    /** Its first token, on the page. */
    int from() {
        return from;
    }

    /** The seeds of its candidates, in the order of the page, then of the section. */
    RunList seeds(Pace pace) {
        RunList seeds = new RunList(64);
        for (Candidate candidate : candidates) {
            for (int seed = 0; seed < candidate.size(); seed++) {
                pace.at(seed);
                seeds.add(candidate.q(seed), candidate.r(seed), candidate.length(seed), candidate.bits(seed));
            }
        }
        if (candidates.size() > 1) {
            int[] unusedOrder = seeds.sortByReference(pace);
        }
        return seeds;
    }
}
