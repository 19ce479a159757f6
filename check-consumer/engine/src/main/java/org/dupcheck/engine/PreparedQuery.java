package org.dupcheck.engine;

import java.util.Arrays;

/**
 * A submission made ready: the tokens of its sections, what each is worth, and tables of its grams. The sections stand in
 * one array, so far apart that nothing reaches from one to the next. Immutable.
 */
final class PreparedQuery implements ReferenceIndex.Query {
    /** Places between two sections: more than any gap that is bridged. */
    static final int SEPARATION = 512;

    private static final int NO_TOKEN = -1;

    final Document document;
    final CheckOptions options;
    final int[] tokens;
    final int[] starts;
    final int[] ends;
    /** First place of each section, and the place after its last. */
    final int[] sectionStarts;

    final int[] sectionEnds;
    final Bits bits;
    final QueryGrams grams;
    final RunTable runs;

    PreparedQuery(Document document, CheckOptions options, TextNormalizer normalizer, CorpusStatistics statistics) {
        this.document = document;
        this.options = options;
        int sections = document.sections().size();
        TokenText[] texts = new TokenText[sections];
        int size = 0;
        for (int s = 0; s < sections; s++) {
            texts[s] = normalizer.tokens(document.sections().get(s).text());
            size += texts[s].size() + (s > 0 ? SEPARATION : 0);
        }
        tokens = new int[size];
        starts = new int[size];
        ends = new int[size];
        sectionStarts = new int[sections];
        sectionEnds = new int[sections];
        int at = 0;
        for (int s = 0; s < sections; s++) {
            if (s > 0) {
                Arrays.fill(tokens, at, at + SEPARATION, NO_TOKEN);
                at += SEPARATION;
            }
            texts[s].copyTokens(tokens, at);
            texts[s].copyStarts(starts, at);
            texts[s].copyEnds(ends, at);
            sectionStarts[s] = at;
            at += texts[s].size();
            sectionEnds[s] = at;
        }
        bits = new Bits(tokens, statistics);
        grams = new QueryGrams(tokens, sectionStarts, sectionEnds);
        runs = new RunTable(tokens, sectionStarts, sectionEnds);
    }

    int sectionOf(int place) {
        int at = Arrays.binarySearch(sectionStarts, place);
        int section = at < 0 ? -at - 2 : at;
        // of sections without tokens, the last one that starts here is the one with the token
        while (section + 1 < sectionStarts.length && sectionStarts[section + 1] == place) {
            section++;
        }
        return section;
    }

    /** Tokens of all sections. */
    int tokenCount() {
        int count = 0;
        for (int s = 0; s < sectionStarts.length; s++) {
            count += sectionEnds[s] - sectionStarts[s];
        }
        return count;
    }
}
