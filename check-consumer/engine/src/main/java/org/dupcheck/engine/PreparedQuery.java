package org.dupcheck.engine;

import java.util.Arrays;

/**
 * A submission made ready: the tokens of its sections, what each is worth, and tables of its grams. The sections stand in
 * one array, so far apart that nothing reaches from one to the next. Immutable.
 */
final class PreparedQuery implements ReferenceIndex.Query {
    /** Places between two sections: more than any gap that is bridged. */
    private static final int SEPARATION = 512;

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
    final LeftOut leftOut;
    private final long documentHash;

    PreparedQuery(Document document, CheckOptions options, TextNormalizer normalizer, CorpusStatistics statistics) {
        this.document = document;
        this.options = options;
        Layout layout = Layout.of(document, normalizer);
        tokens = layout.tokens;
        starts = layout.starts;
        ends = layout.ends;
        sectionStarts = layout.sectionStarts;
        sectionEnds = layout.sectionEnds;
        bits = new Bits(tokens, statistics);
        grams = new QueryGrams(tokens, sectionStarts, sectionEnds);
        runs = new RunTable(tokens, sectionStarts, sectionEnds);
        leftOut = LeftOut.of(document, options, layout, normalizer);
        documentHash = Hashes.of(document.id().type(), document.id().id());
    }

    /** Where the tokens of all sections stand. */
    static final class Layout {
        private final int[] tokens;
        private final int[] starts;
        private final int[] ends;
        private final int[] sectionStarts;
        private final int[] sectionEnds;

        private Layout(int size, int sections) {
            tokens = new int[size];
            starts = new int[size];
            ends = new int[size];
            sectionStarts = new int[sections];
            sectionEnds = new int[sections];
        }

        private static Layout of(Document document, TextNormalizer normalizer) {
            int sections = document.sections().size();
            TokenText[] texts = new TokenText[sections];
            int size = 0;
            for (int s = 0; s < sections; s++) {
                texts[s] = normalizer.tokens(document.sections().get(s).text());
                size += texts[s].size() + (s > 0 ? SEPARATION : 0);
            }
            Layout layout = new Layout(size, sections);
            int at = 0;
            for (int s = 0; s < sections; s++) {
                if (s > 0) {
                    Arrays.fill(layout.tokens, at, at + SEPARATION, NO_TOKEN);
                    at += SEPARATION;
                }
                texts[s].copyTokens(layout.tokens, at);
                texts[s].copyStarts(layout.starts, at);
                texts[s].copyEnds(layout.ends, at);
                layout.sectionStarts[s] = at;
                at += texts[s].size();
                layout.sectionEnds[s] = at;
            }
            return layout;
        }

        int sections() {
            return sectionStarts.length;
        }

        int start(int section) {
            return sectionStarts[section];
        }

        int end(int section) {
            return sectionEnds[section];
        }

        int[] tokens() {
            return tokens;
        }

        int[] starts() {
            return starts;
        }

        int[] ends() {
            return ends;
        }
    }

    int sectionOf(int place) {
        int at = Arrays.binarySearch(sectionStarts, place);
        return at < 0 ? -at - 2 : at;
    }

    /** Whether a reference document is the submission's own entry or one that the caller named. */
    boolean isLeftOut(Page page, int document) {
        boolean own =
                page.documentHash(document) == documentHash && page.id(document).equals(this.document.id());
        return own || (!options.excluded().isEmpty() && options.excluded().contains(page.id(document)));
    }

    /** Whether a reference document is one of the owner's, and these are left out. */
    boolean isOwners(Page page, int document) {
        return options.excludeOwnersDocuments()
                && document().ownerId() != null
                && document().ownerId().equals(page.owner(document));
    }

    private Document document() {
        return document;
    }
}
