package org.dupcheck.engine.align;

import java.util.List;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.Source;

/**
 * Decides which boxes are worth reporting: those whose matching tokens carry so much information that neither chance nor
 * a shared topic explains them. Every token of the box that does not match speaks against it.
 */
final class PassageScorer {
    /** UTF-16 units of the shorter side at least. */
    private static final int SHORTEST = 30;
    /** Bits taken off for every token of the box outside its chains. */
    private static final double UNCOVERED_PRICE = 2;
    /** Bits taken off for every token of the box without a match, of the first so many. */
    private static final double UNMATCHED_PRICE = 2.5;

    private static final int MAX_UNMATCHED = 30;
    /**
     * Chains from which on a box is a scatter of pieces unless one of them is more than the floor asks for by itself.
     * {@link #mayMatter} relies on its being three at most, and on the next number being one at least.
     */
    private static final int SCATTER = 3;

    private static final double HOLDS_TOGETHER = 4 / 3.0;
    /** Price of an uncovered token when far chains are taken off again. */
    private static final double TRIM_PRICE = 1.2 * Bits.ONE;

    /**
     * Bits of a chain that is a passage although what joined it makes a weak box; of less, topic and chance are the better
     * explanation (at 200 one more of 176 clean documents is flagged).
     */
    private static final int SPOILED = 250 * Bits.ONE;
    /** Bits of a chain outside every reported box that makes a box of its own: less is mostly the border of the one it was in. */
    private static final int LEFT_OVER = 200 * Bits.ONE;
    /**
     * Tokens of a run, in lengths of the guaranteed one, from which on a chain is a copy whatever else stands near it: so much
     * in one piece is neither topic nor chance. Weaker chains near it may spoil their joint box, and must not hide it.
     */
    private static final int COPY_RUNS = 2;
    /** Least share of the information of the box that the matching tokens explain. */
    private static final double EXPLAINED = .2;

    private final SectionQuery query;
    private final EngineSettings settings;

    PassageScorer(SectionQuery query, EngineSettings settings) {
        this.query = query;
        this.settings = settings;
    }

    /**
     * Whether chains of one section can make a box that is reported at all: one that holds a run of the guaranteed length, or
     * whose bits reach the floor. For that the best two must reach it, since more pieces than that need a better one. Most
     * candidates end here.
     */
    boolean mayMatter(List<List<Chain>> chains) {
        Pace pace = query.pace();
        int best = 0;
        int second = 0;
        int longest = 0;
        for (List<Chain> ofStretch : chains) {
            for (Chain chain : ofStretch) {
                pace.spend(1);
                second = Math.max(second, Math.min(best, chain.bits()));
                best = Math.max(best, chain.bits());
                longest = Math.max(longest, chain.longestRun());
            }
        }
        return (long) best + second >= settings.reportingFloorBits() * Bits.ONE || longest >= settings.floorTokens();
    }

    /** The judge of boxes of one reference section. */
    OfSection of(Source source, Page page) {
        return new OfSection(source, page);
    }

    /**
     * What is reported of a cluster.
     *
     * @param part the chains it is made of: the cluster itself, or some of its chains
     * @param weak whether the cluster as a whole is too weak
     */
    record Reported(Cluster part, Box box, boolean weak) {}

    /** The same names in another order, as of two tables, make many weak chains and no strong one. */
    private boolean holdsTogether(Cluster c) {
        return c.chains().size() < SCATTER
                || c.bestChain() >= HOLDS_TOGETHER * settings.reportingFloorBits() * Bits.ONE;
    }

    /** Judges boxes of one reference section. */
    final class OfSection {
        private final Source source;
        private final Page page;

        private OfSection(Source source, Page page) {
            this.source = source;
            this.page = page;
        }

        /**
         * Judges a cluster. What lies far off counts against the whole when it is judged, and is not part of it when it is
         * reported. Where the whole is too weak, but what joined it spoiled a passage, that passage is reported.
         */
        Reported report(Cluster cluster, Pace pace) {
            query.wanted.ask();
            Box whole = judge(cluster, holdsTogether(cluster));
            boolean isSpoiled = cluster.chains().size() > 1 && cluster.bestChain() >= SPOILED;
            if (!whole.strong() && !isSpoiled) {
                return new Reported(cluster, whole, true);
            }
            Cluster part = cluster.trimmed(TRIM_PRICE, pace);
            if (part == cluster && whole.strong()) {
                return withParts(new Reported(cluster, whole, false));
            }
            Box box = judge(part, whole.strong() || holdsTogether(part));
            if (whole.strong() || box.strong()) {
                return withParts(new Reported(part, box, !whole.strong()));
            }
            Cluster best = new Cluster(cluster.chains().stream()
                    .filter(chain -> chain.bits() == cluster.bestChain())
                    .findFirst()
                    .orElseThrow());
            Box ofBest = judge(best, true);
            return ofBest.strong() ? new Reported(best, ofBest, true) : new Reported(cluster, whole, true);
        }

        private Reported withParts(Reported reported) {
            Cluster part = reported.part;
            return reported.box.counts() && part.chains().size() > 1
                    ? new Reported(part, reported.box.withParts(parts(part)), reported.weak)
                    : reported;
        }

        /** Whether a chain would be reported by itself, and not narrowly. */
        boolean isPassage(Chain chain) {
            return (chain.bits() >= LEFT_OVER || isCopy(chain))
                    && judgeAlone(chain).strong();
        }

        /** The copies among chains of a cluster that is too weak as a whole. */
        List<Box> copies(List<Chain> chains) {
            return chains.stream()
                    .filter(this::isCopy)
                    .map(this::judgeAlone)
                    .filter(Box::strong)
                    .toList();
        }

        private Box judgeAlone(Chain chain) {
            return judge(new Cluster(chain), true);
        }

        private boolean isCopy(Chain chain) {
            return chain.longestRun() >= COPY_RUNS * settings.floorTokens();
        }

        private List<Box> parts(Cluster cluster) {
            return cluster.chains().stream()
                    .map(this::judgeAlone)
                    .filter(Box::counts)
                    .toList();
        }

        private Box judge(Cluster c, boolean holdsTogether) {
            int qLength = c.qEnd() - c.q();
            int longer = Math.max(qLength, c.rEnd() - c.r());
            double costs = UNCOVERED_PRICE * Math.max(c.uncoveredQ(), c.uncoveredR())
                    + UNMATCHED_PRICE * Math.min(MAX_UNMATCHED, Math.max(0, longer - c.matched()));
            double bits = (double) c.bits() / Bits.ONE;
            double information = (double) query.bits.text(c.q(), c.qEnd()) * longer / qLength;
            boolean strong = c.gross() >= EXPLAINED * information
                    && bits - costs >= settings.reportingFloorBits()
                    && holdsTogether
                    && isLongEnough(c);
            boolean counts = strong
                    && bits * query.exclusions.kept(query.bits, c.q(), c.qEnd(), query.pace()) - costs
                            >= settings.reportingFloorBits();
            return new Box(
                    source,
                    c.q(),
                    c.qEnd(),
                    c.r(),
                    c.rEnd(),
                    c.bits(),
                    Math.min(c.matched(), Math.min(qLength, c.rEnd() - c.r())),
                    c.longestRun(),
                    strong,
                    counts,
                    List.of());
        }

        private boolean isLongEnough(Cluster c) {
            int length = query.ends[c.qEnd() - 1] - query.starts[c.q()];
            int sourceLength = page.place(source.section(), c.rEnd() - 1).end()
                    - page.place(source.section(), c.r()).start();
            return Math.min(length, sourceLength) >= SHORTEST;
        }
    }
}
