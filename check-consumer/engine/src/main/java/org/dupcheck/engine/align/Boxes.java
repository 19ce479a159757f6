package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.Bits;

/**
 * Gathers chains that lie close together in both texts, which undoes reordering, and judges what comes of it.
 *
 * <p>A box starts from the best chain left and takes, one after the other, the chain that gains most: its bits less a
 * price for every token of the grown box that no chain covers, on both sides. So a chain may be weaker the closer it lies,
 * and of two places that hold the same text the one near the rest of the passage is taken.
 */
final class Boxes {
    /** Bits of a chain that starts a box. */
    static final int STARTING_BITS = 30 * Bits.ONE;
    /** Chains of one section that are looked at, the best ones: so many, or one for every so many tokens of a longer one. */
    private static final int MOST_CHAINS = 200;

    private static final int TOKENS_EACH_CHAIN = 16;
    /** Chains of a section of any length: each is held against all others. */
    private static final int MOST_CHAINS_EVER = 8_192;

    /** Boxes of one section, likewise. */
    private static final int MOST_BOXES = 40;

    private static final int TOKENS_EACH_BOX = 32;
    /** Price of an uncovered token when far chains are taken off again. */
    private static final double PEEL_PRICE = 1.2 * Bits.ONE;

    private static final Comparator<Chain> BEST_FIRST = Comparator.comparingInt(Chain::bits)
            .reversed()
            .thenComparingInt(Chain::q)
            .thenComparingInt(Chain::r);

    private Boxes() {}

    /** @param chains of one section; reordered */
    static List<Box> of(Verdicts verdicts, Page page, int section, List<Chain> chains) {
        chains.sort(BEST_FIRST);
        int tokens = page.endToken(section) - page.firstToken(section);
        int mostChains = Math.max(MOST_CHAINS, Math.min(MOST_CHAINS_EVER, tokens / TOKENS_EACH_CHAIN));
        int mostBoxes = Math.max(MOST_BOXES, tokens / TOKENS_EACH_BOX);
        List<Chain> left = new ArrayList<>(chains.subList(0, Math.min(mostChains, chains.size())));
        List<Cluster> clusters = new ArrayList<>();
        while (!left.isEmpty() && left.get(0).bits() >= STARTING_BITS && clusters.size() < mostBoxes) {
            Cluster cluster = new Cluster(left.remove(0));
            grow(cluster, left);
            clusters.add(cluster);
            left.removeIf(cluster::coversQueryOf);
        }
        merge(clusters);
        List<Box> boxes = new ArrayList<>();
        for (Cluster cluster : clusters) {
            Box whole = verdicts.judge(page, section, cluster);
            // what lies far off counts against a box when it is judged, and is not part of it when it is reported
            boxes.add(whole.strong() ? verdicts.judgePart(page, section, cluster.peeled(PEEL_PRICE)) : whole);
        }
        return boxes;
    }

    private static void grow(Cluster cluster, List<Chain> left) {
        while (true) {
            int best = -1;
            int bestGain = 0;
            // none gains more than its bits, and the best come first
            for (int i = 0; i < left.size() && left.get(i).bits() > bestGain; i++) {
                int gain = cluster.gain(left.get(i));
                if (gain > bestGain) {
                    best = i;
                    bestGain = gain;
                }
            }
            if (best < 0) {
                return;
            }
            cluster.add(left.remove(best));
        }
    }

    private static void merge(List<Cluster> clusters) {
        for (int a = 0; a < clusters.size(); a++) {
            for (int b = a + 1; b < clusters.size(); b++) {
                if (clusters.get(a).takes(clusters.get(b))) {
                    clusters.remove(b);
                    b = a;
                }
            }
        }
    }
}
