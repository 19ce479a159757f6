package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Arrays;
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
        long[] places = new long[seeds.grams().length];
        int size = 0;
        int[] window = new int[Grams.SPAN];
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
            page.readTokens(token, token + Grams.SPAN, window);
            if (Grams.same(window, 0, query.tokens, query.grams.firstPlace(gram))) {
                places[size++] = (long) token << 32 | gram;
            }
        }
        Arrays.sort(places, 0, size);
        int section = -1;
        int from = 0;
        for (int i = 0; i < size; i++) {
            int token = (int) (places[i] >>> 32);
            if (i > 0
                    && (token >= page.endToken(section) || token - (int) (places[i - 1] >>> 32) > Tuning.WINDOW_GAP)) {
                window(page, section, places, from, i);
                from = i;
            }
            if (i == from) {
                section = sectionOfToken(page, token);
            }
        }
        if (size > 0) {
            window(page, section, places, from, size);
        }
    }

    private static int sectionOfToken(Page page, int token) {
        return page.sectionOfToken(token);
    }

    private boolean isLeftOut(Page page, int document) {
        Document.Id id = page.id(document);
        return id.equals(query.document.id())
                || query.options.excluded().contains(id)
                || (query.options.excludeOwnersDocuments()
                        && query.document.ownerId() != null
                        && query.document.ownerId().equals(page.owner(document)));
    }

    private void window(Page page, int section, long[] places, int from, int to) {
        int weight = 0;
        int[] grams = new int[to - from];
        for (int i = from; i < to; i++) {
            grams[i - from] = (int) places[i];
        }
        Arrays.sort(grams);
        for (int i = 0; i < grams.length; i++) {
            if (i == 0 || grams[i] != grams[i - 1]) {
                int place = query.grams.firstPlace(grams[i]);
                weight += query.bits.run(place, place + 2) + query.bits.run(place + 3, place + Grams.SPAN);
            }
        }
        if (weight >= Tuning.CANDIDATE_BITS) {
            found.add(new Candidate(
                    page, section, (int) (places[from] >>> 32), (int) (places[to - 1] >>> 32) + Grams.SPAN, weight));
        }
    }
}
