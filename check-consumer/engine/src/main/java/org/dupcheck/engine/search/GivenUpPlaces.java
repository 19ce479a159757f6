package org.dupcheck.engine.search;

import java.util.BitSet;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.Grams;

/**
 * Where the bound on the seeds of a section may have cost a match. Of each gram some document is always followed. So where
 * other documents hold the same text, what was followed is a run of several grams, and only a repeat was given up. Where it
 * is not, a long stretch of given-up grams may be text of a document that none of them was followed in.
 */
final class GivenUpPlaces {
    /** Places in a row whose grams were given up in part: fewer are no passage that counts. */
    private static final int MIN = 32;
    /** Tokens of a seed that is more than chance. */
    private static final int RUN = Grams.SPAN + Grams.STRIDE - 1;

    private GivenUpPlaces() {}

    /** Adds the places of those seeds of a page that are more than chance. */
    static void addFollowed(SeedList seeds, BitSet followed, Pace pace) {
        for (int seed = 0; seed < seeds.size(); seed++) {
            pace.at(seed);
            if (seeds.length(seed) >= RUN) {
                followed.set(seeds.q(seed), seeds.q(seed) + seeds.length(seed));
            }
        }
    }

    /**
     * Tells the limits.
     *
     * @param each places of each gram that were followed at most
     * @param followed places in a seed that is more than chance, of all pages
     */
    static void tell(SectionQuery query, GramCounts counts, int each, BitSet followed, SearchLimits limits) {
        Pace pace = query.pace();
        int end = query.size() - Grams.SPAN + 1;
        int from = 0;
        for (int place = from; place <= end; place++) {
            pace.at(place);
            int gram = place < end ? query.grams.at(place) : -1;
            boolean isGivenUp =
                    gram >= 0 && counts.places(gram) > each && !counts.isFrequent(gram) && !followed.get(place);
            if (!isGivenUp) {
                if (place - from >= MIN) {
                    limits.reached(from, place + Grams.SPAN - 1);
                }
                from = place + 1;
            }
        }
    }
}
