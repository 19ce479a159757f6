package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.Grams;

/**
 * From what the pages found to the seeds of one section of the submission: grams that too many documents hold are left
 * out (see {@link GramCounts}), the others compared token by token and extended, at every place of the section where they
 * stand. Where a long stretch of the section has nothing but such frequent grams, the text itself stands in many documents; then
 * a few of these are followed up, always the same ones (see {@link FrequentStretches}).
 */
public final class Seeds {
    /** Seeds of a section at most: so many, or so many for each token of a longer one. */
    private static final int MAX = 1 << 15;

    private static final int MAX_EACH = 2;
    /** Tokens a seed is extended to either side at most. */
    private static final int REACH = 32;
    /** Places, or samples, between two questions whether the check is still wanted. */
    private static final int STEP = 1 << 12;

    private final SectionQuery query;
    private final Page page;
    private final SeedList seeds;
    /** Of the samples to be compared: the first place of the gram in the section, the page's section and token. */
    private final IntList places = new IntList();

    private final IntList sections = new IntList();
    private final IntList tokens = new IntList();
    /** The tokens at a sample. */
    private final int[] gram = new int[Grams.SPAN];

    private Seeds(SectionQuery query, Page page) {
        this.query = query;
        this.page = page;
        seeds = new SeedList(64);
    }

    /**
     * The seeds of one page.
     *
     * @param fetched a number without meaning: keeps the reading ahead from being optimised away
     */
    public record OfPage(Page page, SeedList seeds, int fetched) {}

    /**
     * The seeds of all pages, in the order of {@code findings}.
     *
     * @param limits is told where so much was given up that a passage may have been
     */
    public static List<OfPage> of(
            SectionQuery query, GramCounts counts, List<ScanFindings> findings, SearchLimits limits) {
        List<Seeds> pages = new ArrayList<>();
        findings.forEach(finding -> pages.add(new Seeds(query, finding.page())));
        int most = Math.max(MAX, MAX_EACH * query.size());
        int each = placesOfEach(query, counts, most);
        boolean anyFrequent = false;
        boolean anyGivenUp = false;
        for (int place = 0; place <= query.size() - Grams.SPAN; place++) {
            if (place % STEP == 0) {
                query.wanted.ask();
            }
            if (query.grams.isFirst(place)) {
                int gram = query.grams.at(place);
                if (counts.isFrequent(gram)) {
                    anyFrequent = true;
                } else if (counts.places(gram) <= each) {
                    for (int p = 0; p < pages.size(); p++) {
                        pages.get(p).gather(findings.get(p), gram, place, counts.ofDocument(gram));
                    }
                } else {
                    anyGivenUp = true;
                    gatherSome(firstHits(query, gram, each, counts, findings), place, pages);
                }
            }
        }
        if (anyFrequent) {
            SomeHits frequent = new SomeHits(query, FrequentStretches.follow(query, counts, findings, limits));
            frequent.fitting(most).forEach(hit -> gatherSome(List.of(hit), frequent.firstPlace(hit.gram()), pages));
        }
        List<OfPage> seeds = pages.stream().map(Seeds::compared).toList();
        if (anyGivenUp) {
            GivenUpPlaces.tell(query, counts, each, seeds, limits);
        }
        return seeds;
    }

    /** Places of each gram to be followed, so that there are not more than so many seeds in all: at least one. */
    private static int placesOfEach(SectionQuery query, GramCounts counts, int most) {
        int[] grams = new int[GramCounts.MAX_PLACES + 1];
        for (int place = 0; place <= query.size() - Grams.SPAN; place++) {
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
        for (int each = 1; each <= GramCounts.MAX_PLACES; each++) {
            withMore -= grams[each - 1];
            seeds += withMore;
            if (seeds > most) {
                return Math.max(1, each - 1);
            }
        }
        return GramCounts.MAX_PLACES;
    }

    /** The hits of a gram that are followed where there are too many seeds. */
    private static List<Hit> firstHits(
            SectionQuery query, int gram, int each, GramCounts counts, List<ScanFindings> findings) {
        List<Hit> hits = new ArrayList<>();
        for (ScanFindings finding : findings) {
            int document = -1;
            int rank = 0;
            for (int i = finding.start(gram); i < finding.end(gram); i++) {
                rank = finding.document(i) == document ? rank + 1 : 0;
                document = finding.document(i);
                if (rank < counts.ofDocument(gram) && !query.isExcluded(finding.page(), document)) {
                    hits.add(Hit.of(finding.page(), gram, finding.sample(i), rank));
                }
            }
        }
        hits.sort(Hit.FIRST_TO_FOLLOW);
        return hits.subList(0, Math.min(each, hits.size()));
    }

    /** @param ofDocument places in one document that are followed at most */
    private void gather(ScanFindings finding, int gram, int place, int ofDocument) {
        if (finding.end(gram) - finding.start(gram) <= ofDocument) {
            for (int i = finding.start(gram); i < finding.end(gram); i++) {
                gather(finding.sample(i), place);
            }
            return;
        }
        int document = -1;
        int rank = 0;
        for (int i = finding.start(gram); i < finding.end(gram); i++) {
            rank = finding.document(i) == document ? rank + 1 : 0;
            document = finding.document(i);
            if (rank < ofDocument) {
                gather(finding.sample(i), place);
            }
        }
    }

    private static void gatherSome(List<Hit> hits, int place, List<Seeds> pages) {
        for (Hit hit : hits) {
            for (Seeds ofPage : pages) {
                if (ofPage.page == hit.page()) {
                    ofPage.gather(hit.sample(), place);
                }
            }
        }
    }

    private void gather(int sample, int place) {
        int section = page.sectionOfSample(sample);
        places.add(place);
        sections.add(section);
        tokens.add(page.tokenOfSample(section, sample));
    }

    private OfPage compared() {
        int fetched = page.fetchTokens(tokens.toArray(), tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            if (i % STEP == 0) {
                query.wanted.ask();
            }
            add(places.get(i), sections.get(i), tokens.get(i));
        }
        seeds.sort();
        return new OfPage(page, seeds, fetched);
    }

    private void add(int firstPlace, int section, int token) {
        // the gram by itself first: in a large reference set most hits only share its name
        page.readTokens(token, token + Grams.SPAN, gram);
        if (!Grams.same(gram, 0, query.tokens, firstPlace) || query.isExcluded(page, page.documentOf(section))) {
            return;
        }
        int from = Math.max(page.firstToken(section), token - REACH);
        int to = Math.min(page.endToken(section), token + Grams.SPAN + REACH);
        int known = -1;
        for (int place = firstPlace; place >= 0; place = query.grams.nextPlace(place)) {
            // in periodic text the same gram follows within the seed
            if (place + Grams.SPAN > known) {
                known = extend(section, from, to, token, place);
            }
        }
    }

    /** Adds a seed; returns where it ends in the submission. */
    private int extend(int section, int from, int to, int token, int place) {
        if (seeds.size() % STEP == 0) {
            query.wanted.ask();
        }
        int[] q = query.tokens;
        int back = 0;
        while (place - back > 0 && token - back > from && q[place - back - 1] == page.token(token - back - 1)) {
            back++;
        }
        int ahead = Grams.SPAN;
        while (place + ahead < q.length && token + ahead < to && q[place + ahead] == page.token(token + ahead)) {
            ahead++;
        }
        boolean whole = q[place + Grams.GAP] == gram[Grams.GAP];
        int bits = whole
                ? query.bits.run(place - back, place + ahead)
                : query.bits.run(place - back, place + Grams.GAP)
                        + query.bits.run(place + Grams.GAP + 1, place + ahead);
        seeds.add(section, place - back, token - back, ahead + back, bits);
        return place + ahead;
    }
}
