package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Spread;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.Grams;

/**
 * Stretches of a section of a submission full of grams that too many documents hold to be followed up: text that itself
 * stands in many documents. Of each stretch a few grams are looked up again, and followed in the few documents with the
 * smallest hash of their name: the same documents for each gram, whatever the pages. Used by one thread.
 */
final class FrequentStretches {
    /** Places from the first to the last frequent gram of a stretch. Set phrases are shorter. */
    private static final int SHORTEST = 32;
    /** Places from one frequent gram of a stretch to the next at most: an index knows every so manieth gram of a text. */
    private static final int FARTHEST = 2 * Grams.STRIDE;
    /** From every so manieth place of a stretch on as many grams are looked up as the index's stride. */
    private static final int STEP = 8;
    /** Documents followed for each gram. */
    static final int DOCUMENTS = 8;
    /** Places whose grams are looked up at most: so many, or one for every so many tokens of a longer section. */
    private static final int MAX_PLACES = 1_024;

    private static final int TOKENS_EACH = 16;
    /** Documents looked at in all: so many, or so many for each token of a longer section. */
    private static final int MAX_DOCUMENTS = 200_000;

    private static final int DOCUMENTS_EACH = 2;
    /** Documents of one gram looked at: what more of them hold has no information left. */
    private static final int MAX_OF_GRAM = 25_000;

    private final SectionQuery query;
    private final GramCounts counts;
    private final Pages pages;
    private final Pace pace;
    private final List<Hit> hits = new ArrayList<>();
    private final BitSet done = new BitSet();
    private int documentsLeft;

    private FrequentStretches(SectionQuery query, GramCounts counts, Pages pages) {
        this.query = query;
        this.counts = counts;
        this.pages = pages;
        pace = query.pace();
        documentsLeft = Math.max(MAX_DOCUMENTS, DOCUMENTS_EACH * query.size());
    }

    /** Places of the submission in a row, as many as the index's stride or fewer. */
    private record Group(int from, int to) {}

    /**
     * The hits of one section: those of one gram in a row, the one to be followed first at the end.
     *
     * @param limits is told which parts of a stretch were given up
     */
    static List<Hit> follow(SectionQuery query, GramCounts counts, Pages pages, SearchLimits limits) {
        FrequentStretches stretches = new FrequentStretches(query, counts, pages);
        int most = Math.max(MAX_PLACES, query.size() / TOKENS_EACH);
        int placesLeft = most;
        for (Group group : Spread.evenly(stretches.groups())) {
            stretches.pace.spend(1);
            if (placesLeft > 0 && stretches.documentsLeft > 0) {
                placesLeft -= group.to - group.from;
                stretches.follow(group);
            } else {
                limits.reached(group.from, Math.min(group.from + STEP, group.to + Grams.SPAN - 1));
            }
        }
        return stretches.hits;
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        int end = query.size() - Grams.SPAN + 1;
        int start = -1;
        int last = -1;
        for (int place = 0; place <= end; place++) {
            pace.at(place);
            boolean isFrequent = place < end && counts.isFrequent(query.grams.at(place));
            if (start >= 0 && (place == end || (isFrequent && place - last > FARTHEST))) {
                addGroups(start, last, groups);
                start = -1;
            }
            if (isFrequent) {
                start = start < 0 ? place : start;
                last = place;
            }
        }
        return groups;
    }

    private static void addGroups(int start, int last, List<Group> groups) {
        for (int from = start; last - start >= SHORTEST && from <= last; from += STEP) {
            groups.add(new Group(from, Math.min(from + Grams.STRIDE, last + 1)));
        }
    }

    private void follow(Group group) {
        for (int place = group.from; place < group.to; place++) {
            int gram = query.grams.at(place);
            if (counts.isFrequent(gram) && !done.get(gram)) {
                done.set(gram);
                follow(gram);
            }
        }
    }

    /** Adds a few hits of a gram, one of each document. */
    private void follow(int gram) {
        PriorityQueue<Hit> best = new PriorityQueue<>(Hit.FIRST_TO_FOLLOW.reversed());
        int most = Math.min(MAX_OF_GRAM, documentsLeft);
        int count = 0;
        for (int number = 0; number < pages.count(); number++) {
            Page page = pages.page(number);
            GramDocuments documents = new GramDocuments(page, pages.deletions(number));
            for (documents.of(query.grams.name(gram)); documents.next(); ) {
                pace.spend(8);
                if (++count > most) {
                    documentsLeft -= count;
                    return;
                }
                if (query.isExcluded(page, documents.document())) {
                    continue;
                }
                Hit worst = best.peek();
                boolean isFull = best.size() == DOCUMENTS;
                if (!isFull || (worst != null && page.documentHash(documents.document()) <= worst.documentHash())) {
                    best.add(Hit.of(pages, number, gram, documents.sample(0), 0));
                    if (isFull) {
                        best.poll();
                    }
                }
            }
        }
        documentsLeft -= count;
        List<Hit> sorted = new ArrayList<>(best);
        sorted.sort(Hit.FIRST_TO_FOLLOW.reversed());
        hits.addAll(sorted);
    }
}
