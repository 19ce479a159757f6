package org.dupcheck.engine.query;

import java.util.List;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.Wanted;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.text.Grams;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;
import org.dupcheck.engine.text.Traces;

/**
 * One section of a submission made ready: its tokens, what each is worth, and tables of its grams. It knows nothing of the
 * sections beside it, so what is found of it is a function of its own text. Immutable.
 */
public final class SectionQuery {
    /** The original. */
    public final String text;
    /** In the order of the text. */
    public final int[] tokens;
    /** Where each token starts in the original, in UTF-16 code units. */
    public final int[] starts;
    /** Where each token ends there. */
    public final int[] ends;
    /** What the tokens are worth. */
    public final Bits bits;
    /** For the search. */
    public final QueryGrams grams;
    /** Which places count in no ratio. */
    public final Exclusions exclusions;
    /** Traces of disguise, in the order of the text. */
    public final List<Traces.Trace> disguises;
    /** Asked by all that takes long. */
    public final Wanted wanted;

    /** For the alignment. */
    private final RunTable runs;

    private final Compared compared;

    /** Normalises the section and weighs it by the reference set's statistics. */
    SectionQuery(Document.Section section, PreparedQuery.Basis basis) {
        text = section.text();
        wanted = basis.wanted();
        compared = basis.compared();
        wanted.ask();
        TextNormalizer normalizer = basis.normalizer();
        TokenText normalized = normalizer.tokens(text, pace());
        tokens = new int[normalized.size()];
        starts = new int[tokens.length];
        ends = new int[tokens.length];
        normalized.copyTokens(tokens, 0);
        normalized.copyStarts(starts, 0);
        normalized.copyEnds(ends, 0);
        wanted.ask();
        bits = new Bits(tokens, basis.statistics(), wanted);
        grams = new QueryGrams(tokens, basis.frequentGrams(), wanted);
        wanted.ask();
        runs = new RunTable(tokens, new int[] {0}, new int[] {tokens.length}, wanted);
        wanted.ask();
        exclusions = Exclusions.of(section, basis.options(), basis.templates(), tokens.length, starts, ends, pace());
        wanted.ask();
        disguises = Traces.of(normalizer, text, pace());
    }

    /** For a loop that may be long, on one thread. */
    public Pace pace() {
        return new Pace(wanted::ask);
    }

    /** The last place where a gram starts; less than 0 if there is none. */
    public int lastGram() {
        return tokens.length - Grams.SPAN;
    }

    /** Tokens of the section. */
    public int size() {
        return tokens.length;
    }

    /** From four tokens in a row to their places. */
    public RunTable runs() {
        return runs;
    }

    /** Whether a reference document is not to be compared with the submission at all. */
    public boolean isExcluded(Page page, int document) {
        return compared.isExcluded(page, document);
    }

    /** Whether a reference document is one of the owner's, and these are left out. */
    public boolean isOwners(Page page, int document) {
        return compared.isOwners(page, document);
    }
}
