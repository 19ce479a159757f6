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
 *
 * <p>Chains that lie too far apart in the submission to be in one box are dealt with apart, so that the bounds on how many
 * are looked at hold for each part of it.
 */
final class Boxes {
    /** Bits of a chain that starts a box. */
    static final int STARTING_BITS = 30 * Bits.ONE;
    /** Chains that are held against each other: more are parted where the submission has the last of so many. */
    private static final int MOST_CHAINS = 2_048;

    /** Price of an uncovered token when far chains are taken off again. */
    private static final double PEEL_PRICE = 1.2 * Bits.ONE;

    private static final Comparator<Chain> BEST_FIRST = Comparator.comparingInt(Chain::bits)
            .reversed()
            .thenComparingInt(Chain::q)
            .thenComparingInt(Chain::r);

    private static final Comparator<Chain> BY_PLACE =
            Comparator.comparingInt(Chain::q).thenComparingInt(Chain::r).thenComparing(BEST_FIRST);

    private final Verdicts verdicts;
    private final Page page;
    private final int section;
    private final List<Box> boxes = new ArrayList<>();

    private Boxes(Verdicts verdicts, Page page, int section) {
        this.verdicts = verdicts;
        this.page = page;
        this.section = section;
    }

    /** @param chains of a section of the submission and one of the page; reordered */
    static List<Box> of(Verdicts verdicts, Page page, int section, List<Chain> chains) {
        Boxes boxes = new Boxes(verdicts, page, section);
        chains.sort(BY_PLACE);
        int start = 0;
        int end = 0;
        for (int i = 0; i < chains.size(); i++) {
            Chain chain = chains.get(i);
            boolean isFar = i > start && chain.q() - end > Cluster.FARTHEST;
            // where a text is repeated often no chain reaches from one repeat to the next
            boolean isParted = i - start >= MOST_CHAINS && (chain.q() >= end || i - start >= 2 * MOST_CHAINS);
            if (isFar || isParted) {
                boxes.add(chains.subList(start, i));
                start = i;
            }
            end = Math.max(end, chain.qEnd());
        }
        boxes.add(chains.subList(start, chains.size()));
        return boxes.boxes;
    }

    private void add(List<Chain> chains) {
        List<Chain> left = new ArrayList<>(chains);
        left.sort(BEST_FIRST);
        List<Cluster> clusters = new ArrayList<>();
        while (!left.isEmpty() && left.get(0).bits() >= STARTING_BITS) {
            Cluster cluster = new Cluster(left.remove(0));
            grow(cluster, left);
            clusters.add(cluster);
            left.removeIf(cluster::coversQueryOf);
        }
        merge(clusters);
        for (Cluster cluster : clusters) {
            Box whole = verdicts.judge(page, section, cluster);
            // what lies far off counts against a box when it is judged, and is not part of it when it is reported
            boxes.add(whole.strong() ? verdicts.judgePart(page, section, cluster.peeled(PEEL_PRICE)) : whole);
        }
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
