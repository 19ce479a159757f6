package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.text.Grams;

/**
 * From what the pages found to seeds: grams that stand in too many places are left out, the others compared token by
 * token and extended. Where a long stretch of the submission has nothing but such hot grams, the text itself stands in
 * many documents; then a few of these are followed up, always the same ones (see {@link HotStretches}).
 *
 * <p>How often a gram stands is counted over all documents in force, so that it does not depend on the pages.
 */
public final class Seeds {
    /** Grams in more places than this do not start a search. */
    public static final int HOT = 40;
    /** Places of one gram in the submission that are followed up at most. */
    private static final int MOST_PLACES = 4;
    /** Tokens a seed is extended to either side at most. */
    private static final int REACH = 32;

    private final PreparedQuery query;
    private final Page page;
    private final SeedList seeds;
    /** The tokens at a hit. */
    private final int[] gram = new int[Grams.SPAN];

    /** Keeps the reading ahead from being optimised away. */
    private int fetched;

    private Seeds(PreparedQuery query, Page page, int hits) {
        this.query = query;
        this.page = page;
        seeds = new SeedList(hits);
    }

    /** The seeds of one page. */
    public record OfPage(Page page, SeedList seeds, int fetched) {}

    /**
     * The seeds of all pages, in the order of {@code findings}.
     *
     * @param counts of each gram
     */
    public static List<OfPage> of(PreparedQuery query, int[] counts, List<ScanFindings> findings) {
        boolean[] hot = new boolean[counts.length];
        for (int gram = 0; gram < counts.length; gram++) {
            hot[gram] = counts[gram] > HOT;
        }
        List<HotStretches.Hit> stretches = HotStretches.follow(query, hot, findings);
        List<OfPage> result = new ArrayList<>();
        for (ScanFindings finding : findings) {
            Seeds ofPage = new Seeds(query, finding.page(), finding.grams().length);
            ofPage.addAll(finding, hot);
            for (HotStretches.Hit hit : stretches) {
                if (hit.page() == finding.page()) {
                    int section = finding.page().sectionOfSample(hit.sample());
                    ofPage.add(hit.gram(), section, finding.page().tokenOfSample(section, hit.sample()));
                }
            }
            ofPage.seeds.sort();
            result.add(new OfPage(finding.page(), ofPage.seeds, ofPage.fetched));
        }
        return result;
    }

    private void addAll(ScanFindings finding, boolean[] hot) {
        int[] grams = new int[finding.grams().length];
        int[] sections = new int[grams.length];
        int[] tokens = new int[grams.length];
        int count = 0;
        for (int i = 0; i < grams.length; i++) {
            if (!hot[finding.grams()[i]]) {
                grams[count] = finding.grams()[i];
                sections[count] = page.sectionOfSample(finding.samples()[i]);
                tokens[count] = page.tokenOfSample(sections[count], finding.samples()[i]);
                count++;
            }
        }
        fetched += page.fetchTokens(tokens, count);
        for (int i = 0; i < count; i++) {
            add(grams[i], sections[i], tokens[i]);
        }
    }

    /**
     * In how many places each gram stands, over all pages; of those in more than {@link #HOT} any number above it.
     *
     * @param findings of all pages
     */
    public static int[] counts(PreparedQuery query, List<ScanFindings> findings) {
        int[] counts = new int[query.grams.count()];
        for (ScanFindings finding : findings) {
            for (int gram : finding.grams()) {
                counts[gram]++;
            }
            for (int gram : finding.hot()) {
                counts[gram] += HOT + 1;
            }
        }
        return counts;
    }

    private void add(int number, int section, int token) {
        int place = query.grams.firstPlace(number);
        // the gram by itself first: in a large reference set most hits only share its name
        page.readTokens(token, token + Grams.SPAN, gram);
        if (!Grams.same(gram, 0, query.tokens, place) || query.isLeftOut(page, page.documentOf(section))) {
            return;
        }
        int from = Math.max(page.firstToken(section), token - REACH);
        int to = Math.min(page.endToken(section), token + Grams.SPAN + REACH);
        for (int n = 0; place >= 0 && n < MOST_PLACES; place = query.grams.nextPlace(place), n++) {
            extend(section, from, to, token, place);
        }
    }

    private void extend(int section, int from, int to, int token, int place) {
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
    }
}
