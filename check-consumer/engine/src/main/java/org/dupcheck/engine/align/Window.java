package org.dupcheck.engine.align;

import java.util.Arrays;
import java.util.List;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.search.Candidate;
import org.dupcheck.engine.search.SeedList;

/**
 * A stretch of a reference section that is held against a section of the submission: some candidates that touch, with
 * their margins. Used by one thread.
 */
final class Window {
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
    void read(Workspace workspace) {
        tokens = workspace.window(size());
        page.readTokens(from, to, tokens);
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

    /** The seeds of its candidates. */
    SeedList seeds() {
        return candidates.get(0).seeds();
    }

    /** Numbers of these seeds, ascending. */
    int[] members() {
        IntList members = new IntList();
        for (Candidate candidate : candidates) {
            for (int m = 0; m < candidate.members().size(); m++) {
                members.add(candidate.members().get(m));
            }
        }
        int[] sorted = members.toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
