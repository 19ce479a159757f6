package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SectionQuery;

/** Makes the {@link Selection} of some pages. Used by one thread. */
public final class Selector {
    private final SectionQuery query;
    private final Pages pages;
    private final int floorTokens;
    private final boolean isExact;

    /**
     * @param floorTokens a common run of so many tokens is told
     * @param isExact whether every one is, without exception
     */
    public Selector(SectionQuery query, Pages pages, int floorTokens, boolean isExact) {
        this.query = query;
        this.pages = pages;
        this.floorTokens = floorTokens;
        this.isExact = isExact;
    }

    /**
     * Of one page after the other.
     *
     * @param findings of these pages
     * @param followed what the findings of all pages made of them
     */
    public Selection select(List<ScanFindings> findings, Followed followed) {
        List<Candidate> candidates = new ArrayList<>();
        FloorRunFinder floorRuns = new FloorRunFinder(query, pages, floorTokens);
        BitSet places = new BitSet();
        for (ScanFindings finding : findings) {
            query.wanted.ask();
            Page page = pages.page(finding.page());
            SeedList seeds = PageSeeds.of(query, page, finding, followed);
            candidates.addAll(Candidates.of(query, pages, finding.page(), seeds));
            if (isExact) {
                floorRuns.addAll(finding);
            } else {
                floorRuns.addOfSeeds(finding.page(), seeds);
            }
            if (followed.isPartial()) {
                GivenUpPlaces.addFollowed(seeds, places, query.pace());
            }
        }
        return new Selection(candidates, floorRuns.runs(), places);
    }
}
