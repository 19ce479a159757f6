package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From seeds to the stretches of reference documents that are worth aligning: seeds of one section with small gaps
 * between them, weighed by the bits of the different runs they are part of.
 */
final class Candidates {
    /** Candidates aligned at most. */
    static final int MOST = 60;
    /** Tokens of the reference without a seed that end a candidate. */
    private static final int GAP = 250;

    private static final int LEAST_BITS = 30 * Bits.ONE;
    /** Seeds before one that are compared with it, to count a run only once. */
    private static final int LOOK_BACK = 16;

    private static final Comparator<Candidate> HEAVIEST_FIRST = Comparator.comparingInt(Candidate::weight)
            .reversed()
            .thenComparing(Candidate::document)
            .thenComparingInt(Candidate::sectionOfDocument)
            .thenComparingInt(Candidate::fromOfSection);

    private static final Comparator<Candidate> BY_PLACE = Comparator.comparing(Candidate::document)
            .thenComparingInt(Candidate::sectionOfDocument)
            .thenComparingInt(Candidate::fromOfSection);

    private Candidates() {}

    /** The heaviest candidates, in order of their place. */
    static List<Candidate> choose(List<Seeds.OfPage> seeds) {
        List<Candidate> found = new ArrayList<>();
        for (Seeds.OfPage ofPage : seeds) {
            windows(ofPage, found);
        }
        found.sort(HEAVIEST_FIRST);
        List<Candidate> best = new ArrayList<>(found.subList(0, Math.min(MOST, found.size())));
        best.sort(BY_PLACE);
        return best;
    }

    private static void windows(Seeds.OfPage ofPage, List<Candidate> found) {
        List<Seed> seeds = ofPage.seeds();
        int start = 0;
        for (int i = 1; i <= seeds.size(); i++) {
            if (i == seeds.size()
                    || seeds.get(i).section() != seeds.get(i - 1).section()
                    || seeds.get(i).r() - seeds.get(i - 1).r() > GAP) {
                Candidate candidate = window(ofPage.page(), seeds.subList(start, i));
                if (candidate.weight() >= LEAST_BITS) {
                    found.add(candidate);
                }
                start = i;
            }
        }
    }

    private static Candidate window(Page page, List<Seed> seeds) {
        int weight = 0;
        int to = 0;
        for (int i = 0; i < seeds.size(); i++) {
            Seed seed = seeds.get(i);
            to = Math.max(to, seed.r() + seed.length());
            boolean known = false;
            for (int k = i - 1; k >= 0 && k >= i - LOOK_BACK && !known; k--) {
                Seed other = seeds.get(k);
                boolean sameRun = other.r() - other.q() == seed.r() - seed.q() && seed.r() < other.r() + other.length();
                known = sameRun || other.q() == seed.q();
            }
            weight += known ? 0 : seed.bits();
        }
        return new Candidate(page, seeds.get(0).section(), seeds.get(0).r(), to, weight);
    }
}
