package org.dupcheck.engine.search;

import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.Grams;

/**
 * From what a page holds to its seeds of one section of the submission: the places that are followed are compared token by
 * token and extended, at every place of the section where their gram stands. Used by one thread.
 */
final class PageSeeds {
    /** Tokens a seed is extended to either side at most. */
    private static final int REACH = 32;
    /** Samples that are compared at a time: so many that the accesses to memory are under way at once, and so few that they end soon. */
    private static final int BLOCK = 1 << 12;

    private final SectionQuery query;
    private final Page page;
    private final SeedList seeds;
    private final Pace pace;
    /** Of the samples to be compared: the first place of the gram in the section, the page's section and token. */
    private final IntList places = new IntList();

    private final IntList sections = new IntList();
    private final IntList tokens = new IntList();
    /** The tokens at a sample. */
    private final int[] gram = new int[Grams.SPAN];

    private PageSeeds(SectionQuery query, Page page) {
        this.query = query;
        this.page = page;
        seeds = new SeedList(64);
        pace = query.pace();
    }

    /** @param finding of that page */
    static SeedList of(SectionQuery query, Page page, ScanFindings finding, Followed followed) {
        PageSeeds seeds = new PageSeeds(query, page);
        for (int place = 0; place <= query.size() - Grams.SPAN; place++) {
            seeds.pace.at(place);
            if (query.grams.isFirst(place)) {
                int gram = query.grams.at(place);
                if (followed.ofDocument(gram) > 0) {
                    seeds.gather(finding, gram, place, followed.ofDocument(gram));
                }
            }
        }
        for (Followed.Place place : followed.places()) {
            seeds.pace.spend(1);
            if (place.page() == finding.page()) {
                seeds.gather(place.sample(), place.first());
            }
        }
        return seeds.compared();
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
            pace.spend(1);
            int next = finding.document(page, i);
            rank = next == document ? rank + 1 : 0;
            document = next;
            if (rank < ofDocument) {
                gather(finding.sample(i), place);
            }
        }
    }

    private void gather(int sample, int place) {
        int section = page.sectionOfSample(sample);
        places.add(place);
        sections.add(section);
        tokens.add(page.tokenOfSample(section, sample));
    }

    private SeedList compared() {
        int[] wanted = tokens.toArray();
        int fetched = 0;
        for (int from = 0; from < wanted.length; from += BLOCK) {
            query.wanted.ask();
            int to = Math.min(wanted.length, from + BLOCK);
            fetched += page.fetchTokens(wanted, from, to);
            for (int i = from; i < to; i++) {
                add(places.get(i), sections.get(i), wanted[i]);
            }
        }
        seeds.sort(pace);
        seeds.fetched(fetched);
        return seeds;
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
            pace.spend(1);
            // in periodic text the same gram follows within the seed
            if (place + Grams.SPAN > known) {
                known = extend(section, from, to, token, place);
            }
        }
    }

    /** Adds a seed; returns where it ends in the submission. */
    private int extend(int section, int from, int to, int token, int place) {
        int[] q = query.tokens;
        int back = 0;
        while (place - back > 0 && token - back > from && q[place - back - 1] == page.token(token - back - 1)) {
            back++;
        }
        int ahead = Grams.SPAN;
        while (place + ahead < q.length && token + ahead < to && q[place + ahead] == page.token(token + ahead)) {
            ahead++;
        }
        pace.spend(back + ahead);
        boolean whole = q[place + Grams.GAP] == gram[Grams.GAP];
        int bits = whole
                ? query.bits.run(place - back, place + ahead)
                : query.bits.run(place - back, place + Grams.GAP)
                        + query.bits.run(place + Grams.GAP + 1, place + ahead);
        seeds.add(section, place - back, token - back, ahead + back, bits);
        return place + ahead;
    }
}
