package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Sorting;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;

/**
 * Chooses among more candidates than can be aligned, evenly over the section: a candidate's rank is the number of heavier
 * ones where there are fewest of them, of the places where it has a seed. So what stands elsewhere in the section crowds
 * nothing out: of each place the heaviest candidate is always kept.
 */
public final class Choice {
    /** Candidates aligned at most: so many, or one for every so many tokens of a longer section. */
    private static final int MAX = 60;

    private static final int TOKENS_EACH = 50;
    /** Candidates that are the heaviest somewhere: of these so many times more. */
    private static final int MAX_TIMES = 4;
    /** Places are told apart by so many tokens. */
    private static final int CELL_BITS = 3;

    private static final Comparator<Candidate> BY_PLACE = Comparator.comparing(
                    (Candidate candidate) -> candidate.source().document())
            .thenComparingInt(candidate -> candidate.source().number())
            .thenComparingInt(Candidate::fromOfSection);

    private Choice() {}

    /**
     * Those chosen, in the order they had.
     *
     * @param candidates of all pages
     */
    public static List<Candidate> of(SectionQuery query, List<Candidate> candidates, SearchLimits limits) {
        int most = Math.max(MAX, query.size() / TOKENS_EACH);
        if (candidates.size() <= most) {
            return candidates;
        }
        Integer[] order = new Integer[candidates.size()];
        Arrays.setAll(order, i -> i);
        Pace pace = query.pace();
        Arrays.sort(order, (one, other) -> {
            pace.spend(1);
            return heaviestFirst(candidates.get(one), candidates.get(other));
        });
        int[] ranks = ranks(query, candidates, order, pace);
        // of those with one rank the heaviest first
        long[] ranked = new long[order.length];
        Arrays.setAll(ranked, n -> (long) ranks[order[n]] << Integer.SIZE | n);
        Sorting.sort(ranked, 0, ranked.length, pace);
        boolean[] kept = new boolean[order.length];
        for (int n = 0; n < ranked.length; n++) {
            pace.at(n);
            int next = order[(int) ranked[n]];
            boolean isHeaviest = ranks[next] == 0;
            kept[next] = n < most || (isHeaviest && n < most * MAX_TIMES);
            if (isHeaviest && !kept[next]) {
                Candidate candidate = candidates.get(next);
                limits.reached(candidate.q(0), candidate.qEnd(0));
            }
        }
        List<Candidate> chosen = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                chosen.add(candidates.get(i));
            }
        }
        return chosen;
    }

    /** Written out, since candidates are many and nearly always differ in their weight. */
    private static int heaviestFirst(Candidate one, Candidate other) {
        int byWeight = Integer.compare(other.weight(), one.weight());
        return byWeight != 0 ? byWeight : BY_PLACE.compare(one, other);
    }

    private static int[] ranks(SectionQuery query, List<Candidate> candidates, Integer[] order, Pace pace) {
        int[] heavier = new int[(query.size() >> CELL_BITS) + 1];
        // the last candidate that was counted at each cell
        int[] counted = new int[heavier.length];
        int[] ranks = new int[candidates.size()];
        for (int n = 0; n < order.length; n++) {
            Candidate candidate = candidates.get(order[n]);
            int rank = Integer.MAX_VALUE;
            for (int seed = 0; seed < candidate.size(); seed++) {
                int from = candidate.q(seed);
                int to = candidate.qEnd(seed) - 1;
                pace.spend(1 + ((to - from) >> CELL_BITS));
                for (int cell = from >> CELL_BITS; cell <= to >> CELL_BITS; cell++) {
                    if (counted[cell] != n + 1) {
                        counted[cell] = n + 1;
                        rank = Math.min(rank, heavier[cell]++);
                    }
                }
            }
            ranks[order[n]] = rank;
        }
        return ranks;
    }
}
