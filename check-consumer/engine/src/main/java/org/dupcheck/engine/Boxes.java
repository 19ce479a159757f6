package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers chains that lie close together in both texts, which undoes reordering, and judges what comes of it.
 *
 * <p>A box starts from the best chain left and takes, one after the other, the chain that gains most: its bits less a
 * price for every token of the grown box that no chain covers, on both sides. So a chain may be weaker the closer it lies,
 * and of two places that hold the same text the one near the rest of the passage is taken.
 */
final class Boxes {
    private static final Comparator<Chain> BEST_FIRST =
            Comparator.comparingInt(Chain::bits).reversed().thenComparingInt(Chain::q).thenComparingInt(Chain::r);

    private final PreparedQuery query;
    private final Page page;
    private final int section;
    private final EngineSettings settings;

    private Boxes(PreparedQuery query, Page page, int section, EngineSettings settings) {
        this.query = query;
        this.page = page;
        this.section = section;
        this.settings = settings;
    }

    static List<Box> of(PreparedQuery query, Page page, int section, List<Chain> chains, EngineSettings settings) {
        return new Boxes(query, page, section, settings).gather(chains);
    }

    private List<Box> gather(List<Chain> chains) {
        chains.sort(BEST_FIRST);
        List<Chain> left = new ArrayList<>(chains.subList(0, Math.min(Tuning.MOST_CHAINS, chains.size())));
        List<Cluster> clusters = new ArrayList<>();
        int starts = 0;
        while (!left.isEmpty() && left.get(0).bits() >= Tuning.STRONG_BITS && starts++ < 40) {
            Cluster cluster = new Cluster(left.remove(0));
            grow(cluster, left);
            clusters.add(cluster);
            left.removeIf(chain -> cluster.coversQuery(chain));
        }
        merge(clusters);
        List<Box> boxes = new ArrayList<>();
        for (Cluster cluster : clusters) {
            Box whole = judge(cluster);
            boxes.add(whole.counts() ? judge(peel(cluster)) : whole);
        }
        return boxes;
    }

    private static Cluster peel(Cluster cluster) {
        Cluster current = cluster;
        while (current.chains.size() > 1) {
            Cluster best = null;
            double bestGain = 0;
            for (Chain chain : current.chains) {
                if (chain.q() != current.q && chain.r() != current.r && chain.qEnd() != current.qEnd && chain.rEnd() != current.rEnd) {
                    continue;
                }
                Cluster without = null;
                for (Chain other : current.chains) {
                    if (other != chain) {
                        if (without == null) {
                            without = new Cluster(other);
                        } else {
                            without.add(other);
                        }
                    }
                }
                double gain = Tuning.PEEL * 64 * (current.uncovered() - without.uncovered()) - chain.bits();
                if (gain > bestGain) {
                    bestGain = gain;
                    best = without;
                }
            }
            if (best == null) {
                break;
            }
            current = best;
        }
        return current;
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

    private static void grow(Cluster cluster, List<Chain> left) {
        while (true) {
            int best = -1;
            int bestGain = 0;
            for (int i = 0; i < left.size(); i++) {
                Chain chain = left.get(i);
                if (!cluster.isNear(chain)) {
                    continue;
                }
                int gain = cluster.gain(chain);
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

    private Box judge(Cluster o) {
        int bits = o.bits;
        int uncoveredQ = o.qEnd - o.q - o.coveredQ.size();
        int uncoveredR = o.rEnd - o.r - o.coveredR.size();
        int gross = o.gross;
        int shortest = Math.min(query.ends[o.qEnd - 1] - query.starts[o.q], page.end(o.rEnd - 1) - page.start(o.r));
        int info = query.bits.text(o.q, o.qEnd);
        int longer = Math.max(o.qEnd - o.q, o.rEnd - o.r);
        double worth = bits / 64.0
                - Tuning.UNCOVERED * Math.max(uncoveredQ, uncoveredR)
                - Tuning.UNMATCHED * Math.min(Tuning.UNMATCHED_CAP, Math.max(0, longer - o.matched));
        boolean counts = worth >= settings.reportingFloorBits()
                && shortest >= Tuning.MIN_TOKENS
                && gross >= Tuning.EXPLAINED * info * longer / Math.max(1, o.qEnd - o.q);
        return new Box(
                page, section, o.q, o.qEnd, o.r, o.rEnd, bits, gross, Math.max(uncoveredQ, uncoveredR), o.count, o.matched,
                o.longestRun, counts);
    }

    /** Chains taken together. */
    private static final class Cluster {
        private int q;
        private int qEnd;
        private int r;
        private int rEnd;
        private int bits;
        private int gross;
        private int matched;
        private int longestRun;
        private int count;
        private final Spans coveredQ = new Spans();
        private final List<Chain> chains = new ArrayList<>();
        private final Spans coveredR = new Spans();

        Cluster(Chain c) {
            q = c.q();
            qEnd = c.qEnd();
            r = c.r();
            rEnd = c.rEnd();
            add(c);
        }

        void add(Chain c) {
            q = Math.min(q, c.q());
            qEnd = Math.max(qEnd, c.qEnd());
            r = Math.min(r, c.r());
            rEnd = Math.max(rEnd, c.rEnd());
            bits += c.bits();
            gross += c.gross();
            matched += c.matched();
            longestRun = Math.max(longestRun, c.longestRun());
            count++;
            chains.add(c);
            coveredQ.add(c.q(), c.qEnd());
            coveredR.add(c.r(), c.rEnd());
        }

        int uncovered() {
            return qEnd - q - coveredQ.size() + rEnd - r - coveredR.size();
        }

        boolean coversQuery(Chain c) {
            return coveredQ.overlap(c.q(), c.qEnd()) * 2 > c.qEnd() - c.q();
        }

        boolean isNear(Chain c) {
            int qGap = Math.max(q, c.q()) - Math.min(qEnd, c.qEnd());
            int rGap = Math.max(r, c.r()) - Math.min(rEnd, c.rEnd());
            return qGap <= Tuning.BOX_GAP && rGap <= Tuning.BOX_GAP;
        }

        boolean takes(Cluster o) {
            int qGap = Math.max(q, o.q) - Math.min(qEnd, o.qEnd);
            int rGap = Math.max(r, o.r) - Math.min(rEnd, o.rEnd);
            if (qGap > Tuning.BOX_GAP || rGap > Tuning.BOX_GAP || o.bits < Tuning.MERGE_BITS * 64) {
                return false;
            }
            int coverQ = coveredQ.size() + o.coveredQ.size();
            int coverR = coveredR.size() + o.coveredR.size();
            if (coverQ < Tuning.BOX_COVER * (Math.max(qEnd, o.qEnd) - Math.min(q, o.q)) || coverR < Tuning.BOX_COVER * (Math.max(rEnd, o.rEnd) - Math.min(r, o.r))) {
                return false;
            }
            for (Chain c : o.chains) {
                if (coveredQ.overlap(c.q(), c.qEnd()) * 2 <= c.qEnd() - c.q() && coveredR.overlap(c.r(), c.rEnd()) * 2 <= c.rEnd() - c.r()) {
                    add(c);
                }
            }
            return true;
        }

        int gain(Chain c) {
            int qLength = c.qEnd() - c.q();
            int rLength = c.rEnd() - c.r();
            int qOverlap = coveredQ.overlap(c.q(), c.qEnd());
            int rOverlap = coveredR.overlap(c.r(), c.rEnd());
            if (qOverlap * 2 > qLength || rOverlap * 2 > rLength) {
                return -1;
            }
            int growthQ = Math.max(qEnd, c.qEnd()) - Math.min(q, c.q()) - (qEnd - q) - (qLength - qOverlap);
            int growthR = Math.max(rEnd, c.rEnd()) - Math.min(r, c.r()) - (rEnd - r) - (rLength - rOverlap);
            int share = (int) ((long) c.bits() * (qLength - qOverlap) / qLength);
            return (int) (share - Tuning.GROWTH * 64 * (Math.max(0, growthQ) + Math.max(0, growthR)) - Tuning.JOIN * 64);
        }
    }
}
