package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.index.GramTable;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.text.Grams;

/**
 * Stretches of a submission full of grams that stand in too many places to be followed up: text that itself stands in
 * many documents. Of each stretch a few grams are looked up again, and the places in the few documents with the smallest
 * hash of their name are kept: the same documents for each gram, whatever the pages.
 */
final class HotStretches {
    /** Places from the first to the last hot gram of a stretch. Set phrases are shorter. */
    private static final int SHORTEST = 32;
    /** Places from one hot gram of a stretch to the next at most: an index knows every so manieth gram of a text. */
    private static final int FARTHEST = 2 * Grams.STRIDE;
    /** Every so manieth gram of a stretch is looked up. */
    private static final int STEP = 8;
    /** Documents kept for each gram. */
    static final int DOCUMENTS = 8;
    /** Grams looked up at most. */
    private static final int MOST_GRAMS = 1_024;
    /** Places looked at in all; the gram that would go beyond is given up, and those after it. */
    private static final int MOST_PLACES = 200_000;

    private static final Comparator<Hit> SMALLEST_HASH_LAST = Comparator.comparingLong(Hit::documentHash)
            .thenComparing(Hit::document)
            .thenComparingInt(Hit::sampleOfDocument)
            .reversed();

    private HotStretches() {}

    /**
     * A place of a gram.
     *
     * @param sampleOfDocument of several places in one document it says which to keep, whatever the page
     */
    record Hit(Page page, int gram, int sample, int sampleOfDocument, long documentHash, Document.Id document) {}

    /** Of one section. */
    static List<Hit> follow(PreparedQuery query, int section, boolean[] hot, List<ScanFindings> findings) {
        List<Hit> hits = new ArrayList<>();
        boolean[] done = new boolean[hot.length];
        int places = 0;
        for (int place : places(query, section, hot)) {
            int gram = query.grams.at(place);
            if (!done[gram] && places <= MOST_PLACES) {
                done[gram] = true;
                places += smallest(query, gram, MOST_PLACES - places, DOCUMENTS, findings, hits);
            }
        }
        return hits;
    }

    /** The places of the grams to look up: in each stretch as many in a row as the index's stride, every so often. */
    private static int[] places(PreparedQuery query, int section, boolean[] hot) {
        IntList chosen = new IntList();
        int end = query.sectionEnds[section] - Grams.SPAN + 1;
        int start = -1;
        int last = -1;
        for (int place = query.sectionStarts[section]; place <= end; place++) {
            boolean isHot = place < end && hot[query.grams.at(place)];
            if (start >= 0 && (place == end || (isHot && place - last > FARTHEST))) {
                choose(query, hot, start, last, chosen);
                start = -1;
            }
            if (isHot) {
                start = start < 0 ? place : start;
                last = place;
            }
        }
        return chosen.toArray();
    }

    private static void choose(PreparedQuery query, boolean[] hot, int start, int last, IntList chosen) {
        if (last - start < SHORTEST) {
            return;
        }
        for (int from = start; from <= last && chosen.size() < MOST_GRAMS; from += STEP) {
            for (int place = from; place < from + Grams.STRIDE && place <= last; place++) {
                if (hot[query.grams.at(place)]) {
                    chosen.add(place);
                }
            }
        }
    }

    /** So many hits of a gram. */
    static List<Hit> smallest(PreparedQuery query, int gram, int kept, List<ScanFindings> findings) {
        List<Hit> hits = new ArrayList<>();
        smallest(query, gram, MOST_PLACES, kept, findings, hits);
        return hits;
    }

    /** Adds the hits of a gram unless it has more than {@code most}; returns how many it has, at most one more than that. */
    private static int smallest(
            PreparedQuery query, int gram, int most, int kept, List<ScanFindings> findings, List<Hit> hits) {
        int name = query.grams.name(gram);
        PriorityQueue<Hit> smallest = new PriorityQueue<>(SMALLEST_HASH_LAST);
        int places = 0;
        for (ScanFindings finding : findings) {
            Page page = finding.page();
            GramTable table = page.grams();
            for (int at = table.first(name); table.has(at, name); at++) {
                int sample = table.sample(at);
                int document = page.documentOf(page.sectionOfSample(sample));
                if (finding.deletions().has(document)) {
                    continue;
                }
                if (++places > most) {
                    return places;
                }
                if (query.isLeftOut(page, document)) {
                    continue;
                }
                long hash = page.documentHash(document);
                Hit worst = smallest.peek();
                if (smallest.size() < kept || (worst != null && hash <= worst.documentHash())) {
                    int ofDocument = sample - page.firstSample(page.firstSection(document));
                    smallest.add(new Hit(page, gram, sample, ofDocument, hash, page.id(document)));
                    if (smallest.size() > kept) {
                        smallest.poll();
                    }
                }
            }
        }
        // a queue's own order is that of arrival
        List<Hit> sorted = new ArrayList<>(smallest);
        sorted.sort(SMALLEST_HASH_LAST);
        hits.addAll(sorted);
        return places;
    }
}
