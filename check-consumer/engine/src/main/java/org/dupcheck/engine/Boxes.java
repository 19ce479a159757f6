package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Merges chains that lie close together in both texts, which undoes reordering, and judges what comes of it. */
final class Boxes {
    private static final Comparator<Chain> BEST_FIRST = Comparator.comparingInt(Chain::bits)
            .reversed()
            .thenComparingInt(Chain::q)
            .thenComparingInt(Chain::r);

    private Boxes() {}

    static final class Open {
        int q;
        int qEnd;
        int r;
        int rEnd;
        final List<Chain> chains = new ArrayList<>();

        Open(Chain c) {
            q = c.q();
            qEnd = c.qEnd();
            r = c.r();
            rEnd = c.rEnd();
            chains.add(c);
        }

        int bits() {
            return chains.stream().mapToInt(Chain::bits).sum();
        }

        int covered(boolean onQuery) {
            List<int[]> spans = new ArrayList<>();
            for (Chain c : chains) {
                spans.add(onQuery ? new int[] {c.q(), c.qEnd()} : new int[] {c.r(), c.rEnd()});
            }
            spans.sort(Comparator.comparingInt(s -> s[0]));
            int total = 0;
            int end = Integer.MIN_VALUE;
            for (int[] s : spans) {
                int a = Math.max(s[0], end);
                if (s[1] > a) {
                    total += s[1] - a;
                    end = s[1];
                }
            }
            return total;
        }

        boolean mergeable(Open o) {
            int qGap = Math.max(q, o.q) - Math.min(qEnd, o.qEnd);
            int rGap = Math.max(r, o.r) - Math.min(rEnd, o.rEnd);
            if (qGap > Tuning.BOX_GAP || rGap > Tuning.BOX_GAP) {
                return false;
            }
            Open m = merged(o);
            return m.covered(true) >= Tuning.BOX_COVER * (m.qEnd - m.q)
                    && m.covered(false) >= Tuning.BOX_COVER * (m.rEnd - m.r);
        }

        Open merged(Open o) {
            Open m = new Open(chains.get(0));
            m.chains.clear();
            m.chains.addAll(chains);
            m.chains.addAll(o.chains);
            m.q = Math.min(q, o.q);
            m.qEnd = Math.max(qEnd, o.qEnd);
            m.r = Math.min(r, o.r);
            m.rEnd = Math.max(rEnd, o.rEnd);
            return m;
        }
    }

    static List<Box> of(PreparedQuery query, Page page, int section, List<Chain> chains, EngineSettings settings) {
        List<Chain> kept = new ArrayList<>();
        chains.sort(BEST_FIRST);
        for (Chain chain : chains) {
            if (kept.stream().noneMatch(better -> Chains.isMostlyInside(chain, better))) {
                kept.add(chain);
            }
        }
        List<Open> open = new ArrayList<>();
        for (Chain c : kept) {
            open.add(new Open(c));
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            open.sort(Comparator.<Open>comparingInt(o -> o.q).thenComparingInt(o -> o.r));
            outer:
            for (int a = 0; a < open.size(); a++) {
                for (int b = a + 1; b < open.size(); b++) {
                    if (open.get(a).mergeable(open.get(b))) {
                        open.set(a, open.get(a).merged(open.get(b)));
                        open.remove(b);
                        changed = true;
                        break outer;
                    }
                }
            }
        }
        List<Box> boxes = new ArrayList<>();
        for (Open o : open) {
            boxes.add(judge(query, page, section, o, settings));
        }
        return boxes;
    }

    private static Box judge(PreparedQuery query, Page page, int section, Open o, EngineSettings settings) {
        int bits = o.bits();
        int uncoveredQ = o.qEnd - o.q - o.covered(true);
        int uncoveredR = o.rEnd - o.r - o.covered(false);
        int info = query.bits.text(o.q, o.qEnd);
        int shorter = Math.min(o.qEnd - o.q, o.rEnd - o.r);
        int longer = Math.max(o.qEnd - o.q, o.rEnd - o.r);
        double worth = bits / 64.0 - Tuning.UNCOVERED * Math.max(uncoveredQ, uncoveredR);
        boolean counts = worth >= settings.reportingFloorBits()
                && shorter >= Tuning.MIN_TOKENS
                && bits >= Tuning.EXPLAINED * info * longer / Math.max(1, o.qEnd - o.q);
        int matched = o.chains.stream().mapToInt(Chain::matched).sum();
        int longest = o.chains.stream().mapToInt(Chain::longestRun).max().orElse(0);
        return new Box(page, section, o.q, o.qEnd, o.r, o.rEnd, bits, matched, longest, counts);
    }
}
