package org.dupcheck.engine.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.base.Sorting;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;

/**
 * Joins runs to chains by dynamic programming (as in Myers and Miller, Chaining multiple-alignment fragments, 1995, with
 * bounded gaps). A chain gains the bits of its runs and pays for every token it skips and for every place it shifts the
 * diagonal. Used by one thread.
 */
final class Chains {
    /** Tokens skipped between two runs at most. */
    private static final int GAP = 20;

    private static final int SKIP_PRICE = (int) (1.3 * Bits.ONE);
    private static final int SHIFT_PRICE = (int) (.625 * Bits.ONE);
    private static final int MIN_BITS = 14 * Bits.ONE;
    /** Chains of one window at most: so many, or one for every so many tokens of a longer one or of a longer section. */
    private static final int MAX = 200;

    private static final int TOKENS_EACH = 16;
    private static final int SECTION_TOKENS_EACH = 8;
    /** Places of the submission are told apart by so many tokens. */
    private static final int CELL_BITS = 3;
    /** Bits of a chain that is missed if it is given up. */
    private static final int MISSED = 30 * Bits.ONE;
    /** Runs before one that are tried as its predecessor. */
    private static final int LOOK_BACK = 256;
    /** Tokens of a run that must be left when it overlaps the one before it. */
    private static final int MIN_REST = 2;

    private final SectionQuery query;
    private final RunList runs;
    private final Pace pace;
    private final int[] score;
    private final int[] before;
    /** Tokens cut off the start of a run that overlaps the one before it. */
    private final int[] overlapped;
    /** Where the last of the runs up to each ends in the submission. */
    private final int[] lastEnds;

    private Chains(SectionQuery query, RunList runs) {
        this.query = query;
        this.runs = runs;
        pace = query.pace();
        score = new int[runs.size()];
        before = new int[runs.size()];
        overlapped = new int[runs.size()];
        lastEnds = new int[runs.size()];
    }

    /**
     * @param runs in order of their place in the submission
     * @param tokens of the window they are from
     */
    static List<Chain> of(SectionQuery query, RunList runs, int tokens, SearchLimits limits) {
        Chains chains = new Chains(query, runs);
        for (int k = 0; k < runs.size(); k++) {
            chains.join(k);
        }
        int most = Math.max(MAX, Math.max(tokens / TOKENS_EACH, query.size() / SECTION_TOKENS_EACH));
        return chains.extract(most, limits);
    }

    private void join(int k) {
        int q = runs.q(k);
        int r = runs.r(k);
        int length = runs.length(k);
        score[k] = runs.bits(k);
        before[k] = -1;
        lastEnds[k] = Math.max(k == 0 ? 0 : lastEnds[k - 1], q + length);
        int p = k - 1;
        for (; p >= 0 && p >= k - LOOK_BACK && q - lastEnds[p] <= GAP; p--) {
            int qEnd = runs.qEnd(p);
            int rEnd = runs.rEnd(p);
            if (q - qEnd > GAP || r - rEnd > GAP || runs.r(p) >= r) {
                continue;
            }
            int overlap = Math.max(0, Math.max(qEnd - q, rEnd - r));
            int qGap = q + overlap - qEnd;
            int rGap = r + overlap - rEnd;
            if (length - overlap < MIN_REST || qGap > GAP || rGap > GAP) {
                continue;
            }
            int own = overlap == 0 ? runs.bits(k) : query.bits.run(q + overlap, q + length);
            int total = score[p] + own - SKIP_PRICE * Math.max(qGap, rGap) - SHIFT_PRICE * Math.abs(qGap - rGap);
            if (total > score[k]) {
                score[k] = total;
                before[k] = p;
                overlapped[k] = overlap;
            }
        }
        pace.spend(k - p);
    }

    private List<Chain> extract(int most, SearchLimits limits) {
        long[] order = new long[runs.size()];
        int count = 0;
        for (int k = 0; k < runs.size(); k++) {
            pace.at(k);
            if (score[k] >= MIN_BITS) {
                // best score first, then the smaller number
                order[count++] = ((long) -score[k] << Integer.SIZE) | k;
            }
        }
        Sorting.sort(order, 0, count, pace);
        boolean[] used = new boolean[runs.size()];
        List<Chain> chains = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pace.at(i);
            int last = (int) order[i];
            if (!used[last]) {
                Chain chain = chain(last, used);
                if (chain.bits() >= MIN_BITS) {
                    chains.add(chain);
                }
            }
        }
        return chains.size() <= most ? chains : evenly(chains, most, limits);
    }

    /**
     * Keeps so many chains, evenly over the submission: a chain's rank is the number of better ones where there are fewest of
     * them, of its places in the submission. So where both texts repeat something, each repeat of the submission keeps as
     * many as another one.
     *
     * @param chains best first
     */
    private List<Chain> evenly(List<Chain> chains, int most, SearchLimits limits) {
        int start = chains.stream().mapToInt(Chain::q).min().orElse(0);
        int end = chains.stream().mapToInt(Chain::qEnd).max().orElse(0);
        int[] better = new int[((end - start) >> CELL_BITS) + 1];
        long[] order = new long[chains.size()];
        for (int i = 0; i < order.length; i++) {
            Chain chain = chains.get(i);
            int rank = Integer.MAX_VALUE;
            int last = (chain.qEnd() - 1 - start) >> CELL_BITS;
            pace.spend(1 + ((chain.qEnd() - chain.q()) >> CELL_BITS));
            for (int cell = (chain.q() - start) >> CELL_BITS; cell <= last; cell++) {
                rank = Math.min(rank, better[cell]++);
            }
            order[i] = (long) rank << Integer.SIZE | i;
        }
        Sorting.sort(order, 0, order.length, pace);
        for (int i = most; i < order.length && order[i] >> Integer.SIZE == 0; i++) {
            Chain missed = chains.get((int) order[i]);
            if (missed.bits() >= MISSED) {
                limits.reached(missed.q(), missed.qEnd());
            }
        }
        return Arrays.stream(order, 0, most)
                .mapToObj(ranked -> chains.get((int) ranked))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The chain that ends with a run, back to its start or to a run that a better chain has. */
    private Chain chain(int last, boolean[] used) {
        int bits = score[last];
        int matched = 0;
        int gross = 0;
        int longest = 0;
        int first = last;
        int k = last;
        while (k >= 0 && !used[k]) {
            pace.spend(1);
            used[k] = true;
            first = k;
            matched += runs.length(k) - overlapped[k];
            gross += runs.bits(k);
            longest = Math.max(longest, runs.length(k));
            k = before[k];
        }
        if (k >= 0) {
            bits -= score[k];
        }
        int skip = overlapped[first];
        return new Chain(
                runs.q(first) + skip,
                runs.qEnd(last),
                runs.r(first) + skip,
                runs.rEnd(last),
                bits,
                gross,
                matched,
                longest);
    }
}
