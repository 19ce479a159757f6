package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Joins runs to chains by dynamic programming. A chain gains the bits of its runs and pays for every token it skips and
 * for every place it shifts the diagonal.
 */
final class Chains {
    private static final int LOOK_BACK = 256;

    private Chains() {}

    static List<Chain> of(PreparedQuery query, List<Run> runs) {
        int n = runs.size();
        int[] score = new int[n];
        int[] before = new int[n];
        int[] trimmed = new int[n];
        for (int k = 0; k < n; k++) {
            Run run = runs.get(k);
            score[k] = run.bits();
            before[k] = -1;
            for (int p = k - 1; p >= 0 && p >= k - LOOK_BACK; p--) {
                Run previous = runs.get(p);
                int overlap = Math.max(
                        0,
                        Math.max(
                                previous.q() + previous.length() - run.q(),
                                previous.r() + previous.length() - run.r()));
                if (run.length() - overlap < 2 || previous.r() >= run.r()) {
                    continue;
                }
                int qGap = run.q() + overlap - previous.q() - previous.length();
                int rGap = run.r() + overlap - previous.r() - previous.length();
                if (qGap > Tuning.CHAIN_GAP || rGap > Tuning.CHAIN_GAP) {
                    continue;
                }
                int own = overlap == 0 ? run.bits() : query.bits.run(run.q() + overlap, run.q() + run.length());
                int total = score[p]
                        + own
                        - Tuning.SKIP_COST * Math.max(qGap, rGap)
                        - Tuning.SHIFT_COST * Math.abs(qGap - rGap);
                if (total > score[k]) {
                    score[k] = total;
                    before[k] = p;
                    trimmed[k] = overlap;
                }
            }
        }
        return extract(runs, score, before, trimmed);
    }

    private static List<Chain> extract(List<Run> runs, int[] score, int[] before, int[] trimmed) {
        Integer[] order = new Integer[runs.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(
                order, Comparator.comparingInt((Integer i) -> -score[i]).thenComparingInt(i -> i));
        boolean[] used = new boolean[runs.size()];
        List<Chain> chains = new ArrayList<>();
        for (int last : order) {
            if (score[last] < Tuning.CHAIN_BITS) {
                break;
            }
            if (used[last]) {
                continue;
            }
            int matched = 0;
            int gross = 0;
            int longest = 0;
            int first = last;
            int bits = score[last];
            for (int k = last; ; k = before[k]) {
                if (used[k]) {
                    bits = score[last] - score[k];
                    break;
                }
                used[k] = true;
                first = k;
                matched += runs.get(k).length() - (before[k] < 0 ? 0 : trimmed[k]);
                gross += runs.get(k).bits();
                longest = Math.max(longest, runs.get(k).length());
                if (before[k] < 0) {
                    break;
                }
            }
            int skip = before[first] < 0 ? 0 : trimmed[first];
            Run head = runs.get(first);
            Run tail = runs.get(last);
            Chain chain = new Chain(
                    head.q() + skip,
                    tail.q() + tail.length(),
                    head.r() + skip,
                    tail.r() + tail.length(),
                    bits,
                    gross,
                    matched,
                    longest);
            if (bits >= Tuning.CHAIN_BITS && chains.size() < Tuning.MOST_CHAINS) {
                chains.add(chain);
            }
        }
        return chains;
    }

    static boolean isMostlyInside(Chain chain, Chain better) {
        int q = Math.min(chain.qEnd(), better.qEnd()) - Math.max(chain.q(), better.q());
        int r = Math.min(chain.rEnd(), better.rEnd()) - Math.max(chain.r(), better.r());
        return q * 2 > chain.qEnd() - chain.q() || r * 2 > chain.rEnd() - chain.r();
    }
}
