package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Sorting;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.SectionQuery;

/**
 * From the seeds of a section of the submission to the stretches of reference documents that are worth aligning: seeds of
 * one reference section with small gaps between them, weighed by the bits of the different runs they are part of. What
 * the submission repeats is weighed once. Used by one thread.
 */
final class Candidates {
    /** Tokens of the reference without a seed that end a candidate. */
    private static final int GAP = 250;

    private static final int MIN_BITS = 30 * Bits.ONE;
    /** Places of the reference with a seed before one that are compared with it, to count a run only once. */
    private static final int LOOK_BACK = 16;

    /** Tokens of a section from on which candidates are parted by their place in it as well. */
    private static final int LONG = 1 << 14;
    /** Places of such a section without a seed that end a candidate. */
    private static final int QUERY_GAP = 400;

    private final SectionQuery query;
    private final Pages pages;
    /** The number of the page. */
    private final int page;

    private final Pace pace;
    private final boolean isLong;
    private final List<Candidate> found = new ArrayList<>();
    /** Seeds of the candidate at hand. */
    private final IntList members = new IntList();
    /** Of the last places of the reference: the heaviest seed at each. */
    private final int[] lastSeeds = new int[LOOK_BACK];

    private Candidates(SectionQuery query, Pages pages, int page) {
        this.query = query;
        this.pages = pages;
        this.page = page;
        pace = query.pace();
        isLong = query.size() >= LONG;
    }

    /** Those of a page, by place. */
    static List<Candidate> of(SectionQuery query, Pages pages, int page, SeedList seeds) {
        Candidates candidates = new Candidates(query, pages, page);
        candidates.addAll(seeds);
        return candidates.found;
    }

    private void addAll(SeedList seeds) {
        int start = 0;
        for (int i = 1; i <= seeds.size(); i++) {
            pace.at(i);
            if (i == seeds.size() || seeds.section(i) != seeds.section(i - 1) || seeds.r(i) - seeds.r(i - 1) > GAP) {
                if (isLong) {
                    addParts(seeds, start, i);
                } else {
                    members.truncate(0);
                    for (int member = start; member < i; member++) {
                        pace.at(member);
                        members.add(member);
                    }
                    addMembers(seeds);
                }
                start = i;
            }
        }
    }

    /**
     * A long section has a seed in every part of a reference by chance: what lies close together there is parted where it
     * lies far apart in the submission.
     */
    private void addParts(SeedList seeds, int start, int end) {
        int known = found.size();
        long[] byPlace = new long[end - start];
        for (int i = start; i < end; i++) {
            pace.at(i);
            byPlace[i - start] = (long) seeds.q(i) << Integer.SIZE | i;
        }
        Sorting.sort(byPlace, 0, byPlace.length, pace);
        int from = 0;
        for (int to = 1; to <= byPlace.length; to++) {
            pace.at(to);
            if (to == byPlace.length || seeds.q((int) byPlace[to]) - seeds.q((int) byPlace[to - 1]) > QUERY_GAP) {
                members.truncate(0);
                long[] part = new long[to - from];
                for (int i = from; i < to; i++) {
                    pace.at(i);
                    part[i - from] = (int) byPlace[i];
                }
                Sorting.sort(part, 0, part.length, pace);
                for (long member : part) {
                    pace.spend(2);
                    members.add((int) member);
                }
                addMembers(seeds);
                from = to;
            }
        }
        pace.sort(found.subList(known, found.size()), Comparator.comparingInt(Candidate::from));
    }

    private void addMembers(SeedList seeds) {
        pace.spend(1);
        int weight = weight(seeds);
        if (weight >= MIN_BITS) {
            int to = 0;
            for (int m = 0; m < members.size(); m++) {
                pace.spend(2);
                to = Math.max(to, seeds.r(members.get(m)) + seeds.length(members.get(m)));
            }
            int first = members.get(0);
            Source source = Source.of(query, pages, page, seeds.section(first));
            found.add(new Candidate(source, to, weight, seeds.packed(members, pace)));
        }
    }

    /** Of the seeds at one place of the reference the heaviest counts: the others repeat it, or are there by chance. */
    private int weight(SeedList seeds) {
        int weight = 0;
        int places = 0;
        for (int m = 0; m < members.size(); ) {
            pace.spend(4);
            int best = members.get(m);
            int r = seeds.r(best);
            for (m++; m < members.size() && seeds.r(members.get(m)) == r; m++) {
                pace.spend(1);
                best = seeds.bits(members.get(m)) > seeds.bits(best) ? members.get(m) : best;
            }
            int q = seeds.q(best);
            boolean known = false;
            for (int n = places - 1; n >= 0 && n >= places - LOOK_BACK && !known; n--) {
                int k = lastSeeds[n % LOOK_BACK];
                boolean sameRun = seeds.r(k) - seeds.q(k) == r - q && r < seeds.r(k) + seeds.length(k);
                known = sameRun || seeds.q(k) == q;
            }
            weight += known ? 0 : seeds.bits(best);
            lastSeeds[places++ % LOOK_BACK] = best;
        }
        return weight;
    }
}
