package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.model.Bits;
import org.jspecify.annotations.Nullable;

/** Chains of one reference section taken together, and the box around them. Used by one thread. */
final class Cluster {
    /** Tokens between a box and what joins it, on either side, at most. */
    static final int FARTHEST = 150;
    /** Price of a token that no chain covers, when a chain joins. */
    private static final double GROWTH_PRICE = .25 * Bits.ONE;
    /** Least share of a joint box that chains must cover when two boxes become one. */
    private static final double MIN_COVER = .2;

    private static final int MIN_JOINING_BITS = 30 * Bits.ONE;
    /** Of a chain that repeats a place of the reference and is a passage by itself. */
    private static final int COPY_BITS = 90 * Bits.ONE;

    private static final double COPY_SURPLUS = 1.05;

    private final List<Chain> chains = new ArrayList<>();
    /** Chains that were given up since it covers their place in the submission: it may lose that place when it is reported. */
    private final List<Chain> shadowed = new ArrayList<>();

    private final Spans coveredQ = new Spans();
    private final Spans coveredR = new Spans();
    private int q = Integer.MAX_VALUE;
    private int qEnd;
    private int r = Integer.MAX_VALUE;
    private int rEnd;
    private int bits;
    private int gross;
    private int matched;
    private int longestRun;
    private int bestChain;

    Cluster(Chain chain) {
        add(chain);
    }

    void add(Chain c) {
        chains.add(c);
        q = Math.min(q, c.q());
        qEnd = Math.max(qEnd, c.qEnd());
        r = Math.min(r, c.r());
        rEnd = Math.max(rEnd, c.rEnd());
        bits += c.bits();
        gross += c.gross();
        matched += c.matched();
        longestRun = Math.max(longestRun, c.longestRun());
        bestChain = Math.max(bestChain, c.bits());
        coveredQ.add(c.q(), c.qEnd());
        coveredR.add(c.r(), c.rEnd());
    }

    int q() {
        return q;
    }

    int qEnd() {
        return qEnd;
    }

    int r() {
        return r;
    }

    int rEnd() {
        return rEnd;
    }

    int bits() {
        return bits;
    }

    int gross() {
        return gross;
    }

    int matched() {
        return matched;
    }

    int longestRun() {
        return longestRun;
    }

    void shadow(Chain chain) {
        shadowed.add(chain);
    }

    List<Chain> shadowed() {
        return shadowed;
    }

    List<Chain> chains() {
        return chains;
    }

    /** The chains that a part of this cluster has not. */
    List<Chain> chainsNotIn(Cluster part) {
        List<Chain> others = new ArrayList<>(chains);
        others.removeAll(new HashSet<>(part.chains));
        return others;
    }

    /** Bits of the best one. */
    int bestChain() {
        return bestChain;
    }

    int uncoveredQ() {
        return qEnd - q - coveredQ.size();
    }

    int uncoveredR() {
        return rEnd - r - coveredR.size();
    }

    boolean coversQueryOf(Chain c) {
        return coveredQ.overlap(c.q(), c.qEnd()) * 2 > c.qEnd() - c.q();
    }

    private boolean coversReferenceOf(Chain c) {
        return coveredR.overlap(c.r(), c.rEnd()) * 2 > c.rEnd() - c.r();
    }

    /** What the box gains with the chain, in parts of a bit; 0 or less if it had better stay out. */
    int gain(Chain c) {
        int farthest =
                Math.max(Math.max(q, c.q()) - Math.min(qEnd, c.qEnd()), Math.max(r, c.r()) - Math.min(rEnd, c.rEnd()));
        if (farthest > FARTHEST || coversQueryOf(c) || coversReferenceOf(c)) {
            return 0;
        }
        int qNew = c.qEnd() - c.q() - coveredQ.overlap(c.q(), c.qEnd());
        int rNew = c.rEnd() - c.r() - coveredR.overlap(c.r(), c.rEnd());
        int growthQ = Math.max(qEnd, c.qEnd()) - Math.min(q, c.q()) - (qEnd - q) - qNew;
        int growthR = Math.max(rEnd, c.rEnd()) - Math.min(r, c.r()) - (rEnd - r) - rNew;
        long share = (long) c.bits() * qNew / (c.qEnd() - c.q());
        return (int) (share - GROWTH_PRICE * (Math.max(0, growthQ) + Math.max(0, growthR)));
    }

    /**
     * Takes the chains of a weaker cluster if both make one box.
     *
     * @param dropped is added those that it cannot take, since it has their place in the reference already
     * @param pace asks whether it is still wanted
     */
    boolean takes(Cluster o, List<Chain> dropped, Pace pace) {
        int qGap = Math.max(q, o.q) - Math.min(qEnd, o.qEnd);
        int rGap = Math.max(r, o.r) - Math.min(rEnd, o.rEnd);
        if (qGap > FARTHEST || rGap > FARTHEST || o.bits < MIN_JOINING_BITS) {
            return false;
        }
        int qLength = Math.max(qEnd, o.qEnd) - Math.min(q, o.q);
        int rLength = Math.max(rEnd, o.rEnd) - Math.min(r, o.r);
        if (coveredQ.size() + o.coveredQ.size() < MIN_COVER * qLength
                || coveredR.size() + o.coveredR.size() < MIN_COVER * rLength) {
            return false;
        }
        for (Chain c : o.chains) {
            pace.spend(8);
            if (isCopy(c, rLength)) {
                return false;
            }
        }
        for (Chain c : o.chains) {
            pace.spend(8);
            if (!coversQueryOf(c)) {
                if (coversReferenceOf(c)) {
                    dropped.add(c);
                } else {
                    add(c);
                }
            }
        }
        shadowed.addAll(o.shadowed);
        return true;
    }

    /**
     * Whether a chain is a passage by itself that has its place in the reference in common with this cluster: the
     * submission holds the same text twice, for with it more of the submission is covered than the reference has.
     *
     * @param rLength tokens of the reference around both
     */
    private boolean isCopy(Chain c, int rLength) {
        if (c.bits() < COPY_BITS || coversQueryOf(c) || !coversReferenceOf(c)) {
            return false;
        }
        int with = coveredQ.size() + c.qEnd() - c.q() - coveredQ.overlap(c.q(), c.qEnd());
        return with > COPY_SURPLUS * rLength;
    }

    /**
     * The cluster without chains at its border that cost more than they bring: those far from the others.
     *
     * @param price of a token of the box that no chain covers, in parts of a bit
     * @param pace asks whether it is still wanted
     */
    Cluster trimmed(double price, Pace pace) {
        Cluster current = this;
        for (Cluster next = withoutWorst(price, pace); next != null; next = current.withoutWorst(price, pace)) {
            current = next;
        }
        return current;
    }

    private @Nullable Cluster withoutWorst(double price, Pace pace) {
        Cluster best = null;
        double bestGain = 0;
        for (int i = 0; i < chains.size() && chains.size() > 1; i++) {
            pace.spend(1);
            Chain chain = chains.get(i);
            if (chain.q() != q && chain.r() != r && chain.qEnd() != qEnd && chain.rEnd() != rEnd) {
                continue;
            }
            Cluster without = without(i, pace);
            int saved = uncoveredQ() + uncoveredR() - without.uncoveredQ() - without.uncoveredR();
            double gain = price * saved - chain.bits();
            if (gain > bestGain) {
                bestGain = gain;
                best = without;
            }
        }
        return best;
    }

    private Cluster without(int left, Pace pace) {
        Cluster rest = new Cluster(chains.get(left == 0 ? 1 : 0));
        for (int i = left == 0 ? 2 : 1; i < chains.size(); i++) {
            pace.spend(8);
            if (i != left) {
                rest.add(chains.get(i));
            }
        }
        return rest;
    }
}
