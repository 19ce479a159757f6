package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.PreparedQuery;

/**
 * From seeds to the stretches of reference documents that are worth aligning: seeds of one section with small gaps
 * between them, weighed by the bits of the different runs they are part of. Used by one thread.
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

    /** Tokens of a submission from on which candidates are parted by their place in it as well. */
    private static final int LONG = 1 << 14;
    /** Places of such a submission without a seed that end a candidate. */
    private static final int QUERY_GAP = 400;

    private final PreparedQuery query;
    private final List<Candidate> found = new ArrayList<>();
    /** Seeds of the candidate at hand. */
    private final IntList members = new IntList();

    private Candidates(PreparedQuery query) {
        this.query = query;
    }

    /** The heaviest candidates, by page, then by place. */
    public static List<Candidate> choose(PreparedQuery query, List<Seeds.OfPage> seeds) {
        Candidates candidates = new Candidates(query);
        seeds.forEach(candidates::addAll);
        candidates.keepHeaviest();
        return candidates.found;
    }

    private void keepHeaviest() {
        int most = Math.max(MOST, query.tokens.length / TOKENS_EACH);
        if (found.size() > most) {
            int[] weights = found.stream().mapToInt(Candidate::weight).sorted().toArray();
            int least = weights[weights.length - most];
            found.removeIf(candidate -> candidate.weight() < least);
            if (found.size() > most) {
                // several weigh the least: the order of all decides
                List<Candidate> heaviest = new ArrayList<>(found);
                heaviest.sort(HEAVIEST_FIRST);
                found.removeAll(new HashSet<>(heaviest.subList(most, heaviest.size())));
            }
        }
    }

    private void addAll(Seeds.OfPage ofPage) {
        SeedList seeds = ofPage.seeds();
        int start = 0;
        for (int i = 1; i <= seeds.size(); i++) {
            if (i == seeds.size() || seeds.section(i) != seeds.section(i - 1) || seeds.r(i) - seeds.r(i - 1) > GAP) {
                if (query.tokens.length < LONG) {
                    members.truncate(0);
                    for (int member = start; member < i; member++) {
                        members.add(member);
                    }
                    addMembers(ofPage.page(), seeds);
                } else {
                    addParts(ofPage.page(), seeds, start, i);
                }
                start = i;
            }
        }
    }

    /**
     * A long submission has a seed in every part of a reference by chance: what lies close together there is parted where
     * it lies far apart in the submission.
     */
    private void addParts(Page page, SeedList seeds, int start, int end) {
        int known = found.size();
        long[] byPlace = new long[end - start];
        for (int i = start; i < end; i++) {
            byPlace[i - start] = (long) seeds.q(i) << Integer.SIZE | i;
        }
        Arrays.sort(byPlace);
        int from = 0;
        for (int to = 1; to <= byPlace.length; to++) {
            if (to == byPlace.length || seeds.q((int) byPlace[to]) - seeds.q((int) byPlace[to - 1]) > QUERY_GAP) {
                members.truncate(0);
                int[] part = new int[to - from];
                for (int i = from; i < to; i++) {
                    part[i - from] = (int) byPlace[i];
                }
                Arrays.sort(part);
                for (int member : part) {
                    members.add(member);
                }
                addMembers(page, seeds);
                from = to;
            }
        }
        found.subList(known, found.size()).sort(Comparator.comparingInt(Candidate::from));
    }

    private void addMembers(Page page, SeedList seeds) {
        int weight = weight(seeds);
        if (weight >= LEAST_BITS) {
            int to = 0;
            for (int m = 0; m < members.size(); m++) {
                to = Math.max(to, seeds.r(members.get(m)) + seeds.length(members.get(m)));
            }
            int first = members.get(0);
            int section = seeds.section(first);
            Document.Id document = page.id(page.documentOf(section));
            found.add(new Candidate(page, document, section, seeds.r(first), to, weight, seeds, members.copy()));
        }
    }

    private int weight(SeedList seeds) {
        int weight = 0;
        for (int m = 0; m < members.size(); m++) {
            int i = members.get(m);
            int q = seeds.q(i);
            int r = seeds.r(i);
            boolean known = false;
            for (int n = m - 1; n >= 0 && n >= m - LOOK_BACK && !known; n--) {
                int k = members.get(n);
                boolean sameRun = seeds.r(k) - seeds.q(k) == r - q && r < seeds.r(k) + seeds.length(k);
                known = sameRun || seeds.q(k) == q;
            }
            weight += known ? 0 : seeds.bits(i);
        }
        return weight;
    }
}
