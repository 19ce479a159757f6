package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;

/** The plain model of the guarantee: common runs by dynamic programming, and what a comparison covers of them. */
final class CommonRuns {
    private static final TextNormalizer NORMALIZER = TextNormalizer.shared();

    private CommonRuns() {}

    /** Asserts that the result covers every token of the section in a common run of the length with the reference. */
    static void assertCovered(
            Comparison result, Document.Section section, Document reference, int length, String description) {
        TokenText q = NORMALIZER.tokens(section.text());
        BitSet wanted = new BitSet();
        for (Document.Section source : reference.sections()) {
            wanted.or(places(q, NORMALIZER.tokens(source.text()), length));
        }
        BitSet found = new BitSet();
        for (Comparison.Match match : result.matches()) {
            for (Comparison.Passage passage : match.passages()) {
                if (match.document().equals(reference.id()) && passage.section().equals(section.key())) {
                    for (int i = 0; i < q.size(); i++) {
                        if (q.start(i) >= passage.start() && q.end(i) <= passage.end()) {
                            found.set(i);
                        }
                    }
                }
            }
        }
        wanted.andNot(found);
        assertThat(wanted.cardinality())
                .as("tokens of common runs not reported, %s, %s, %s", description, section, reference)
                .isZero();
    }

    /** Places of {@code q} in a common run of the length. */
    private static BitSet places(TokenText q, TokenText r, int length) {
        BitSet places = new BitSet();
        int[] previous = new int[r.size() + 1];
        for (int i = 0; i < q.size(); i++) {
            int[] row = new int[r.size() + 1];
            for (int j = 0; j < r.size(); j++) {
                row[j + 1] = q.token(i) == r.token(j) ? previous[j] + 1 : 0;
                if (row[j + 1] >= length) {
                    places.set(i - length + 1, i + 1);
                }
            }
            previous = row;
        }
        return places;
    }
}
