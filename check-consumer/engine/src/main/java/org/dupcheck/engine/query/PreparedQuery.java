package org.dupcheck.engine.query;

import java.util.Arrays;
import java.util.List;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.index.FrequentGrams;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.model.CorpusStatistics;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;

/**
 * A submission made ready: the tokens of its sections, what each is worth, and tables of its grams. The sections stand in
 * one array, so far apart that nothing reaches from one to the next. Immutable.
 */
public final class PreparedQuery implements ReferenceIndex.Query {
    /** Places between two sections: more than any gap that is bridged. */
    private static final int SEPARATION = 512;

    private static final int NO_TOKEN = -1;

    /** As it was submitted. */
    public final Document document;
    /** What the caller asked for. */
    public final CheckOptions options;
    /** Of all sections; −1 between them. */
    public final int[] tokens;
    /** Where each token starts in the original of its section, in UTF-16 code units. */
    public final int[] starts;
    /** Where each token ends there. */
    public final int[] ends;
    /** First place of each section, and the place after its last. */
    public final int[] sectionStarts;

    public final int[] sectionEnds;
    /** What the tokens are worth. */
    public final Bits bits;
    /** For the search. */
    public final QueryGrams grams;
    /** For the alignment: of each section. */
    private final RunTable[] runs;
    /** Which places count in no ratio. */
    public final Exclusions exclusions;

    /** Traces of disguise, in the order of the text. */
    public final List<Comparison.Signal> disguises;

    private final long documentHash;

    /** Normalises the submission and weighs it by the reference set's statistics. */
    public PreparedQuery(
            Document document,
            CheckOptions options,
            TextNormalizer normalizer,
            CorpusStatistics statistics,
            FrequentGrams frequentGrams) {
        this.document = document;
        this.options = options;
        Layout layout = Layout.of(document, normalizer);
        tokens = layout.tokens;
        starts = layout.starts;
        ends = layout.ends;
        sectionStarts = layout.sectionStarts;
        sectionEnds = layout.sectionEnds;
        bits = new Bits(tokens, statistics);
        grams = new QueryGrams(tokens, sectionStarts, sectionEnds, frequentGrams);
        runs = new RunTable[sectionStarts.length];
        for (int s = 0; s < runs.length; s++) {
            runs[s] = new RunTable(tokens, new int[] {sectionStarts[s]}, new int[] {sectionEnds[s]});
        }
        exclusions = Exclusions.of(document, options, layout, normalizer);
        disguises = Disguises.of(document, normalizer);
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

    /** Sections, empty ones included. */
    public int sections() {
        return sectionStarts.length;
    }

    /** Tokens of a section. */
    public int tokensOf(int section) {
        return sectionEnds[section] - sectionStarts[section];
    }

    /** From four tokens in a row to their places in a section. */
    public RunTable runs(int section) {
        return runs[section];
    }

    /** The number of the section that a place is in. */
    public int sectionOf(int place) {
        int at = Arrays.binarySearch(sectionStarts, place);
        return at < 0 ? -at - 2 : at;
    }

    /** Whether a reference document is the submission's own entry, one that the caller named, or of a type that it named. */
    public boolean isExcluded(Page page, int document) {
        boolean own =
                page.documentHash(document) == documentHash && page.id(document).equals(this.document.id());
        return own
                || (!options.excluded().isEmpty() && options.excluded().contains(page.id(document)))
                || (!options.excludedTypes().isEmpty()
                        && options.excludedTypes().contains(page.id(document).type()));
    }

    /** Whether a reference document is one of the owner's, and these are left out. */
    public boolean isOwners(Page page, int document) {
        return options.excludeOwnersDocuments()
                && document().ownerId() != null
                && document().ownerId().equals(page.owner(document));
    }

    private Document document() {
        return document;
    }
}
