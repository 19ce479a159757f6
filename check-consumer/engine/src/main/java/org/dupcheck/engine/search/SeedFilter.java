package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.Grams;

/**
 * Decides over all pages which places are followed up: grams that too many documents hold are left out (see
 * {@link GramCounts}); where a long stretch of the section has nothing but such frequent grams, the text itself stands in many
 * documents, and a few of these are followed, always the same ones (see {@link FrequentStretches}). Used by one thread.
 */
public final class SeedFilter {
    /** Seeds of a section at most: so many, or so many for each token of a longer one. */
    private static final int MAX = 1 << 15;

    private static final int MAX_EACH = 2;

    private final SectionQuery query;
    private final GramCounts counts;
    private final List<ScanFindings> findings;
    private final Pages pages;
    private final Pace pace;
    private final int most;
    private final int each;

    /** @param findings of all pages */
    public SeedFilter(SectionQuery query, GramCounts counts, List<ScanFindings> findings, Pages pages) {
        this.query = query;
        this.counts = counts;
        this.findings = findings;
        this.pages = pages;
        pace = query.pace();
        most = Math.max(MAX, MAX_EACH * query.size());
        each = placesOfEach();
    }

    /** @param limits is told which parts of a stretch of frequent grams were given up */
    public Followed followed(SearchLimits limits) {
        byte[] ofDocument = new byte[query.grams.count()];
        List<Followed.Place> places = new ArrayList<>();
        boolean anyFrequent = false;
        boolean anyGivenUp = false;
        for (int place = 0; place <= query.size() - Grams.SPAN; place++) {
            pace.at(place);
            if (query.grams.isFirst(place)) {
                int gram = query.grams.at(place);
                if (counts.isFrequent(gram)) {
                    anyFrequent = true;
                } else if (counts.places(gram) <= each) {
                    ofDocument[gram] = (byte) counts.ofDocument(gram);
                } else {
                    anyGivenUp = true;
                    for (Hit hit : firstHits(gram)) {
                        places.add(new Followed.Place(hit.page(), hit.sample(), place));
                    }
                }
            }
        }
        if (anyFrequent) {
            SomeHits frequent = new SomeHits(query, FrequentStretches.follow(query, counts, pages, limits));
            for (Hit hit : frequent.fitting(most)) {
                places.add(new Followed.Place(hit.page(), hit.sample(), frequent.firstPlace(hit.gram())));
            }
        }
        return new Followed(ofDocument, places, anyGivenUp);
    }

    /** Tells the limits where so much was given up that a passage may have been. */
    public void tellGivenUp(Followed followed, Selection selection, SearchLimits limits) {
        if (followed.isPartial()) {
            GivenUpPlaces.tell(query, counts, each, selection.followed(), limits);
        }
    }

    /** Places of each gram to be followed, so that there are not more than so many seeds in all: at least one. */
    private int placesOfEach() {
        int[] grams = new int[GramCounts.MAX_PLACES + 1];
        for (int place = 0; place <= query.size() - Grams.SPAN; place++) {
            pace.at(place);
            int gram = query.grams.at(place);
            if (!counts.isFrequent(gram)) {
                grams[counts.places(gram)]++;
            }
        }
        long seeds = 0;
        int withMore = 0;
        for (int gram : grams) {
            withMore += gram;
        }
        for (int places = 1; places <= GramCounts.MAX_PLACES; places++) {
            withMore -= grams[places - 1];
            seeds += withMore;
            if (seeds > most) {
                return Math.max(1, places - 1);
            }
        }
        return GramCounts.MAX_PLACES;
    }

    /** The hits of a gram that are followed where there are too many seeds. */
    private List<Hit> firstHits(int gram) {
        List<Hit> hits = new ArrayList<>();
        for (ScanFindings finding : findings) {
            Page page = pages.page(finding.page());
            int document = -1;
            int rank = 0;
            for (int i = finding.start(gram); i < finding.end(gram); i++) {
                pace.spend(1);
                int next = finding.document(page, i);
                rank = next == document ? rank + 1 : 0;
                document = next;
                if (rank < counts.ofDocument(gram) && !query.isExcluded(page, document)) {
                    hits.add(Hit.of(pages, finding.page(), gram, finding.sample(i), rank));
                }
            }
        }
        pace.sort(hits, Hit.FIRST_TO_FOLLOW);
        return hits.subList(0, Math.min(each, hits.size()));
    }
}
