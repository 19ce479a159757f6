package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** From seeds to the stretches of reference documents that are worth aligning. */
final class Candidates {
    private static final Comparator<Candidate> HEAVIEST_FIRST = Comparator.comparingInt(Candidate::weight)
            .reversed()
            .thenComparing(Candidate::document)
            .thenComparingInt(c -> c.section() - c.page().firstSection(c.page().documentOf(c.section())))
            .thenComparingInt(c -> c.from() - c.page().firstToken(c.section()));

    private static final Comparator<Candidate> BY_PLACE = Comparator.comparing(Candidate::document)
            .thenComparingInt(Candidate::section)
            .thenComparingInt(Candidate::from);

    private static final int REACH = 32;

    private final PreparedQuery query;
    private final List<Candidate> found = new ArrayList<>();

    private Candidates(PreparedQuery query) {
        this.query = query;
    }

    /** The best candidates, in order of their place. */
    static List<Candidate> choose(PreparedQuery query, List<ReferenceIndex.PageFindings> findings) {
        int[] counts = new int[query.grams.count()];
        for (ReferenceIndex.PageFindings finding : findings) {
            ScanFindings seeds = (ScanFindings) finding;
            for (int gram : seeds.grams()) {
                counts[gram]++;
            }
            for (int gram : seeds.hot()) {
                counts[gram] += Tuning.HOT + 1;
            }
        }
        Candidates candidates = new Candidates(query);
        for (ReferenceIndex.PageFindings finding : findings) {
            candidates.windows((ScanFindings) finding, counts);
        }
        candidates.found.sort(HEAVIEST_FIRST);
        List<Candidate> best =
                new ArrayList<>(candidates.found.subList(0, Math.min(Tuning.CANDIDATES, candidates.found.size())));
        best.sort(BY_PLACE);
        return best;
    }

    private void windows(ScanFindings seeds, int[] counts) {
        Page page = seeds.page();
        List<Seed> extended = new ArrayList<>();
        int[] around = new int[2 * REACH + Grams.SPAN];
        for (int i = 0; i < seeds.grams().length; i++) {
            int gram = seeds.grams()[i];
            if (counts[gram] > Tuning.HOT) {
                continue;
            }
            int sample = seeds.samples()[i];
            int section = page.sectionOfSample(sample);
            if (isLeftOut(page, page.documentOf(section))) {
                continue;
            }
            int token = page.tokenOfSample(section, sample);
            int from = Math.max(page.firstToken(section), token - REACH);
            int to = Math.min(page.endToken(section), token + Grams.SPAN + REACH);
            page.readTokens(from, to, around);
            int place = query.grams.firstPlace(gram);
            if (!Grams.same(around, token - from, query.tokens, place)) {
                continue;
            }
            for (int n = 0; place >= 0 && n < 4; place = query.grams.nextPlace(place), n++) {
                extended.add(extend(section, around, from, to, token, place));
            }
        }
        extended.sort(Comparator.comparingInt(Seed::r).thenComparingInt(Seed::q));
        int start = 0;
        for (int i = 1; i <= extended.size(); i++) {
            if (i == extended.size()
                    || extended.get(i).section != extended.get(i - 1).section
                    || extended.get(i).r - extended.get(i - 1).r > Tuning.WINDOW_GAP) {
                if (i > start) {
                    window(page, extended.subList(start, i));
                }
                start = i;
            }
        }
    }

    private Seed extend(int section, int[] around, int from, int to, int token, int place) {
        int[] q = query.tokens;
        int back = 0;
        while (place - back > 0 && token - back > from && q[place - back - 1] == around[token - back - 1 - from]) {
            back++;
        }
        int ahead = Grams.SPAN;
        while (place + ahead < q.length && token + ahead < to && q[place + ahead] == around[token + ahead - from]) {
            ahead++;
        }
        boolean whole = q[place + 2] == around[token + 2 - from];
        int bits = whole
                ? query.bits.run(place - back, place + ahead)
                : query.bits.run(place - back, place + 2) + query.bits.run(place + 3, place + ahead);
        return new Seed(section, place - back, token - back, ahead + back, bits);
    }

    private record Seed(int section, int q, int r, int length, int bits) {}

    private boolean isLeftOut(Page page, int document) {
        Document.Id id = page.id(document);
        return id.equals(query.document.id())
                || query.options.excluded().contains(id)
                || (query.options.excludeOwnersDocuments()
                        && query.document.ownerId() != null
                        && query.document.ownerId().equals(page.owner(document)));
    }

    private void window(Page page, List<Seed> seeds) {
        int weight = 0;
        int to = 0;
        for (int i = 0; i < seeds.size(); i++) {
            Seed seed = seeds.get(i);
            to = Math.max(to, seed.r + seed.length);
            boolean known = false;
            for (int k = i - 1; k >= 0 && k >= i - 16 && !known; k--) {
                Seed other = seeds.get(k);
                known = other.q == seed.q || (other.r - other.q == seed.r - seed.q && seed.r < other.r + other.length);
            }
            weight += known ? 0 : seed.bits;
        }
        if (weight >= Tuning.CANDIDATE_BITS) {
            found.add(new Candidate(page, seeds.get(0).section, seeds.get(0).r, to, weight));
        }
    }
}
