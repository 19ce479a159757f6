package org.dupcheck.engine.align;

import java.util.List;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.PreparedQuery;

/**
 * Decides which boxes are worth reporting: those whose matching tokens carry so much information that neither chance nor
 * a shared topic explains them. Every token of the box that does not match speaks against it.
 */
final class Verdicts {
    /** UTF-16 units of the shorter side at least. */
    private static final int SHORTEST = 30;
    /** Bits taken off for every token of the box outside its chains. */
    private static final double UNCOVERED_PRICE = 2;
    /** Bits taken off for every token of the box without a match, of the first so many. */
    private static final double UNMATCHED_PRICE = 2.5;

    private static final int MOST_UNMATCHED = 30;
    /**
     * Chains from which on a box is a scatter of pieces unless one of them is more than the floor asks for by itself.
     * {@link #mayMatter} relies on its being three at most, and on the next number being one at least.
     */
    private static final int SCATTER = 3;

    private static final double HOLDS_TOGETHER = 4 / 3.0;
    /** Least share of the information of the box that the matching tokens explain. */
    private static final double EXPLAINED = .2;

    private final PreparedQuery query;
    private final EngineSettings settings;

    Verdicts(PreparedQuery query, EngineSettings settings) {
        this.query = query;
        this.settings = settings;
    }

    /**
     * Whether chains of one section can make a box that is reported at all: one that holds a run of the guaranteed length, or
     * whose bits reach the floor. For that the best two must reach it, since more pieces than that need a better one. Most
     * candidates end here.
     */
    boolean mayMatter(List<List<Chain>> chains) {
        int best = 0;
        int second = 0;
        int longest = 0;
        for (List<Chain> ofStretch : chains) {
            for (Chain chain : ofStretch) {
                second = Math.max(second, Math.min(best, chain.bits()));
                best = Math.max(best, chain.bits());
                longest = Math.max(longest, chain.longestRun());
            }
        }
        return (long) best + second >= settings.reportingFloorBits() * Bits.ONE || longest >= settings.floorTokens();
    }

    Box judge(Page page, int section, Cluster c) {
        return judge(page, section, c, holdsTogether(c));
    }

    /** Judges what is left of a cluster that is strong as a whole. */
    Box judgePart(Page page, int section, Cluster c) {
        return judge(page, section, c, true);
    }

    private Box judge(Page page, int section, Cluster c, boolean holdsTogether) {
        int qLength = c.qEnd() - c.q();
        int longer = Math.max(qLength, c.rEnd() - c.r());
        double costs = UNCOVERED_PRICE * Math.max(c.uncoveredQ(), c.uncoveredR())
                + UNMATCHED_PRICE * Math.min(MOST_UNMATCHED, Math.max(0, longer - c.matched()));
        double bits = (double) c.bits() / Bits.ONE;
        double information = (double) query.bits.text(c.q(), c.qEnd()) * longer / qLength;
        boolean strong = c.gross() >= EXPLAINED * information
                && bits - costs >= settings.reportingFloorBits()
                && holdsTogether
                && isLongEnough(page, section, c);
        boolean counts = strong
                && bits * query.leftOut.kept(query.bits, c.q(), c.qEnd()) - costs >= settings.reportingFloorBits();
        return new Box(
                page,
                section,
                c.q(),
                c.qEnd(),
                c.r(),
                c.rEnd(),
                c.bits(),
                Math.min(c.matched(), Math.min(qLength, c.rEnd() - c.r())),
                c.longestRun(),
                strong,
                counts);
    }

    /** The same names in another order, as of two tables, make many weak chains and no strong one. */
    private boolean holdsTogether(Cluster c) {
        return c.chains() < SCATTER || c.bestChain() >= HOLDS_TOGETHER * settings.reportingFloorBits() * Bits.ONE;
    }

    private boolean isLongEnough(Page page, int section, Cluster c) {
        int length = query.ends[c.qEnd() - 1] - query.starts[c.q()];
        int sourceLength = page.place(section, c.rEnd() - 1).end()
                - page.place(section, c.r()).start();
        return Math.min(length, sourceLength) >= SHORTEST;
    }
}
