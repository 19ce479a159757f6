package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.PreparedQuery;

/**
 * From seeds to the stretches of reference documents that are worth aligning: seeds of one section with small gaps
 * between them, weighed by the bits of the different runs they are part of.
 */
public final class Candidates {
    /** Candidates aligned at most: so many, or one for every so many tokens of a longer submission. */
    private static final int MOST = 60;

    private static final int TOKENS_EACH = 50;
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
    public static List<Candidate> choose(PreparedQuery query, List<Seeds.OfPage> seeds) {
        int most = Math.max(MOST, query.tokens.length / TOKENS_EACH);
        List<Candidate> found = new ArrayList<>();
        for (Seeds.OfPage ofPage : seeds) {
            windows(ofPage, found);
        }
        if (found.size() > most) {
            int[] weights = found.stream().mapToInt(Candidate::weight).sorted().toArray();
            int least = weights[weights.length - most];
            found.removeIf(candidate -> candidate.weight() < least);
            // more than enough only if several weigh the least
            found.sort(HEAVIEST_FIRST);
            found.subList(most, found.size()).clear();
        }
        found.sort(BY_PLACE);
        return found;
    }

    private static void windows(Seeds.OfPage ofPage, List<Candidate> found) {
        SeedList seeds = ofPage.seeds();
        int start = 0;
        for (int i = 1; i <= seeds.size(); i++) {
            if (i == seeds.size() || seeds.section(i) != seeds.section(i - 1) || seeds.r(i) - seeds.r(i - 1) > GAP) {
                int weight = weight(seeds, start, i);
                if (weight >= LEAST_BITS) {
                    found.add(candidate(ofPage.page(), seeds, start, i, weight));
                }
                start = i;
            }
        }
    }

    private static int weight(SeedList seeds, int start, int end) {
        int weight = 0;
        for (int i = start; i < end; i++) {
            int q = seeds.q(i);
            int r = seeds.r(i);
            boolean known = false;
            for (int k = i - 1; k >= start && k >= i - LOOK_BACK && !known; k--) {
                boolean sameRun = seeds.r(k) - seeds.q(k) == r - q && r < seeds.r(k) + seeds.length(k);
                known = sameRun || seeds.q(k) == q;
            }
            weight += known ? 0 : seeds.bits(i);
        }
        return weight;
    }

    private static Candidate candidate(Page page, SeedList seeds, int start, int end, int weight) {
        int to = 0;
        for (int i = start; i < end; i++) {
            to = Math.max(to, seeds.r(i) + seeds.length(i));
        }
        int section = seeds.section(start);
        return new Candidate(page, page.id(page.documentOf(section)), section, seeds.r(start), to, weight);
    }
}
