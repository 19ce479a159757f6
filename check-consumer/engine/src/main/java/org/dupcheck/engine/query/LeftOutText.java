package org.dupcheck.engine.query;

import java.util.BitSet;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;

/** Tells which tokens of a text count in no ratio because of what the text is: what a check leaves out so. Stateless. */
public final class LeftOutText {
    private LeftOutText() {}

    /** Their places, for quotations, bibliography and templates as the options ask. */
    public static BitSet of(String text, TokenText tokens, CheckOptions options, TextNormalizer normalizer) {
        int[] starts = new int[tokens.size()];
        int[] ends = new int[tokens.size()];
        tokens.copyStarts(starts, 0);
        tokens.copyEnds(ends, 0);
        Pace pace = new Pace(Pace.NOBODY);
        Exclusions exclusions = Exclusions.of(
                new Document.Section("", text),
                options,
                new Templates(options.templates(), normalizer, pace),
                tokens.size(),
                starts,
                ends,
                pace);
        BitSet places = new BitSet();
        for (int place = 0; place < tokens.size(); place++) {
            places.set(place, exclusions.has(place));
        }
        return places;
    }
}
