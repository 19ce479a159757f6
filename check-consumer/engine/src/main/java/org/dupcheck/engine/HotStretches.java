package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Stretches of a submission whose grams all stand in too many places to be followed up: text that itself stands in many
 * documents. Of each stretch a few grams are looked up again, and the places in the few documents with the smallest
 * hash of their name are kept: the same documents for each gram, whatever the pages.
 */
final class HotStretches {
    /** Grams in a row. Set phrases are shorter. */
    private static final int SHORTEST = 32;
    /** Every so manieth gram of a stretch is looked up. */
    private static final int STEP = 8;
    /** Documents kept for each gram. */
    private static final int DOCUMENTS = 8;
    /** Grams looked up at most. */
    private static final int MOST_GRAMS = 256;
    /** A gram in more places than this is given up. */
    private static final int MOST_PLACES = 20_000;

    private static final Comparator<Hit> SMALLEST_HASH_LAST = Comparator.comparingLong(Hit::documentHash)
            .thenComparing(Hit::document)
            .reversed();

    private HotStretches() {}

    /** A place of a gram. */
    record Hit(Page page, int gram, int sample, long documentHash, Document.Id document) {}

    static List<Hit> follow(PreparedQuery query, boolean[] hot, List<ScanFindings> findings) {
        List<Hit> hits = new ArrayList<>();
        int grams = 0;
        for (int s = 0; s < query.sectionStarts.length; s++) {
            int end = query.sectionEnds[s] - Grams.SPAN + 1;
            for (int place = query.sectionStarts[s]; place < end; place++) {
                int from = place;
                while (place < end && hot[query.grams.at(place)]) {
                    place++;
                }
                for (int k = from; place - from >= SHORTEST && k < place && grams < MOST_GRAMS; k += STEP) {
                    // windows of the index's stride: one of them is a sample of any document that has the stretch
                    for (int n = 0; n < Grams.STRIDE && k + n < place; n++) {
                        smallest(query, query.grams.at(k + n), findings, hits);
                    }
                    grams++;
                }
            }
        }
        return hits;
    }

    private static void smallest(PreparedQuery query, int gram, List<ScanFindings> findings, List<Hit> hits) {
        int name = query.grams.name(gram);
        PriorityQueue<Hit> smallest = new PriorityQueue<>(SMALLEST_HASH_LAST);
        int places = 0;
        for (ScanFindings finding : findings) {
            Page page = finding.page();
            GramTable table = page.grams();
            for (int at = table.first(name); table.has(at, name); at++) {
                if (++places > MOST_PLACES) {
                    return;
                }
                int sample = table.sample(at);
                int document = page.documentOf(page.sectionOfSample(sample));
                if (finding.deletions().has(document) || query.isLeftOut(page, document)) {
                    continue;
                }
                long hash = page.documentHash(document);
                Hit worst = smallest.peek();
                if (smallest.size() < DOCUMENTS || (worst != null && hash <= worst.documentHash())) {
                    smallest.add(new Hit(page, gram, sample, hash, page.id(document)));
                    if (smallest.size() > DOCUMENTS) {
                        smallest.poll();
                    }
                }
            }
        }
        hits.addAll(smallest);
    }
}
