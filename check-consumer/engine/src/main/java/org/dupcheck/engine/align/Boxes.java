package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.SearchLimits;

/**
 * Gathers chains that lie close together in both texts, which undoes reordering, and judges what comes of it.
 *
 * <p>A box starts from the best chain left and takes, one after the other, the chain that gains most: its bits less a
 * price for every token of the grown box that no chain covers, on both sides. So a chain may be weaker the closer it lies,
 * and of two places that hold the same text the one near the rest of the passage is taken.
 *
 * <p>Chains that lie too far apart in the submission to be in one box are dealt with apart, so that the bounds on how many
 * are looked at hold for each part of it.
 */
final class Boxes {
    /** Bits of a chain that starts a box. */
    static final int STARTING_BITS = 30 * Bits.ONE;
    /** Chains that are held against each other: more are parted where the submission has the last of so many. */
    private static final int MAX_CHAINS = 2_048;

    /** How often what is no part of a box makes boxes of its own at most. */
    private static final int ROUNDS = 4;

    private static final Comparator<Chain> BEST_FIRST = Comparator.comparingInt(Chain::bits)
            .reversed()
            .thenComparingInt(Chain::q)
            .thenComparingInt(Chain::r);

    private static final Comparator<Chain> BY_PLACE =
            Comparator.comparingInt(Chain::q).thenComparingInt(Chain::r).thenComparing(BEST_FIRST);

    private final PassageScorer.OfSection scorer;
    private final SearchLimits limits;
    private final Pace pace;
    private final List<Box> boxes = new ArrayList<>();

    private Boxes(PassageScorer.OfSection scorer, SearchLimits limits, Pace pace) {
        this.scorer = scorer;
        this.limits = limits;
        this.pace = pace;
    }

    /** @param chains of a section of the submission and the scorer's section; reordered */
    static List<Box> of(PassageScorer.OfSection scorer, List<Chain> chains, SearchLimits limits, Pace pace) {
        Boxes boxes = new Boxes(scorer, limits, pace);
        pace.sort(chains, BY_PLACE);
        int start = 0;
        int end = 0;
        for (int i = 0; i < chains.size(); i++) {
            pace.at(i);
            Chain chain = chains.get(i);
            boolean isFar = i > start && chain.q() - end > Cluster.FARTHEST;
            // where a text is repeated often no chain reaches from one repeat to the next
            boolean isParted = i - start >= MAX_CHAINS && (chain.q() >= end || i - start >= 2 * MAX_CHAINS);
            if (isFar || isParted) {
                if (!isFar && !scorer.isPassage(chain)) {
                    // weak pieces on either side might have been one passage
                    limits.reached(Math.max(chains.get(start).q(), chain.q() - Cluster.FARTHEST), chain.qEnd());
                }
                boxes.add(chains.subList(start, i));
                start = i;
            }
            end = Math.max(end, chain.qEnd());
        }
        boxes.add(chains.subList(start, chains.size()));
        return boxes.boxes;
    }

    private void add(List<Chain> chains) {
        if (!hasStarting(chains)) {
            return; // as most parts are: a few chains by chance
        }
        List<Chain> left = chains;
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            left = addAll(left);
        }
        for (Chain chain : left) {
            List<Box> copy = scorer.copies(List.of(chain));
            boxes.addAll(copy);
            if (copy.isEmpty()) {
                limits.reached(chain.q(), chain.qEnd());
            }
        }
    }

    private boolean hasStarting(List<Chain> chains) {
        for (Chain chain : chains) {
            pace.spend(1);
            if (chain.bits() >= STARTING_BITS) {
                return true;
            }
        }
        return false;
    }

    /** Returns the chains that are passages by themselves and no part of what was added. */
    private List<Chain> addAll(List<Chain> chains) {
        List<Chain> left = new ArrayList<>();
        Spans reported = new Spans();
        for (Cluster cluster : merged(clusters(chains), left)) {
            PassageScorer.Reported result = scorer.report(cluster, pace);
            boolean isWhole = result.part() == cluster;
            List<Chain> others = isWhole ? List.of() : cluster.chainsNotIn(result.part());
            List<Box> copies = result.weak() ? scorer.copies(isWhole ? cluster.chains() : others) : List.of();
            copies.forEach(copy -> add(copy, reported));
            if (!isWhole || copies.isEmpty()) {
                add(result.box(), reported);
            }
            left.addAll(cluster.shadowed());
            left.addAll(others);
        }
        left.removeIf(chain ->
                !scorer.isPassage(chain) || 2 * reported.overlap(chain.q(), chain.qEnd()) > chain.qEnd() - chain.q());
        pace.sort(left, BY_PLACE);
        return left;
    }

    private void add(Box box, Spans reported) {
        boxes.add(box);
        if (box.strong()) {
            reported.add(box.q(), box.qEnd());
        }
    }

    private List<Cluster> clusters(List<Chain> chains) {
        List<Chain> ranked = new ArrayList<>(chains);
        pace.sort(ranked, BEST_FIRST);
        Neighbours left = Neighbours.of(ranked, Chain::q, Chain::qEnd);
        List<Cluster> clusters = new ArrayList<>();
        for (int best = left.nextFree(0);
                best >= 0 && ranked.get(best).bits() >= STARTING_BITS;
                best = left.nextFree(best)) {
            left.start(best);
            Cluster cluster = new Cluster(ranked.get(best));
            grow(cluster, ranked, left);
            clusters.add(cluster);
            for (int chain = left.nextNear(0); chain >= 0; chain = left.nextNear(chain + 1)) {
                pace.spend(8);
                if (cluster.coversQueryOf(ranked.get(chain))) {
                    left.take(chain);
                    cluster.shadow(ranked.get(chain));
                }
            }
        }
        return clusters;
    }

    private void grow(Cluster cluster, List<Chain> ranked, Neighbours left) {
        while (true) {
            left.reach(cluster.q() - Cluster.FARTHEST, cluster.qEnd() + Cluster.FARTHEST);
            int best = -1;
            int bestGain = 0;
            // none gains more than its bits, and the best come first
            for (int chain = left.nextNear(0);
                    chain >= 0 && ranked.get(chain).bits() > bestGain;
                    chain = left.nextNear(chain + 1)) {
                pace.spend(8);
                int gain = cluster.gain(ranked.get(chain));
                if (gain > bestGain) {
                    best = chain;
                    bestGain = gain;
                }
            }
            if (best < 0) {
                return;
            }
            cluster.add(ranked.get(best));
            left.take(best);
        }
    }

    /**
     * Each takes the weaker ones that make one box with it, the strongest first.
     *
     * @param dropped is added the chains that nothing takes, since what takes the others has their place in the reference
     */
    private List<Cluster> merged(List<Cluster> clusters, List<Chain> dropped) {
        if (clusters.size() < 2) {
            return clusters;
        }
        Neighbours left = Neighbours.of(clusters, Cluster::q, Cluster::qEnd);
        List<Cluster> merged = new ArrayList<>();
        for (int next = left.nextFree(0); next >= 0; next = left.nextFree(next)) {
            left.start(next);
            Cluster cluster = clusters.get(next);
            merged.add(cluster);
            int other;
            do {
                left.reach(cluster.q() - Cluster.FARTHEST, cluster.qEnd() + Cluster.FARTHEST);
                other = left.nextNear(0);
                while (other >= 0 && !cluster.takes(clusters.get(other), dropped, pace)) {
                    pace.spend(8);
                    other = left.nextNear(other + 1);
                }
                if (other >= 0) {
                    left.take(other);
                }
            } while (other >= 0);
        }
        return merged;
    }
}
