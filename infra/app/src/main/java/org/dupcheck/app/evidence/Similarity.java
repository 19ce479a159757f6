package org.dupcheck.app.evidence;

import java.util.HashSet;
import java.util.Set;

/**
 * What a passage's similarity can be. The engine counts tokens of runs that it has chained, and leaves out equal tokens
 * that stand alone. Which runs these are, it weighs by how rare tokens are in the reference set, and that is not in a bundle.
 * So the number of equal tokens is exact in form, and held between bounds in size. Stateless.
 */
final class Similarity {
    /** Part of the longest common subsequence that the engine has in its runs at least; .57 was the least of 3,000. */
    private static final int LEAST_PART = 3;

    private Similarity() {}

    /**
     * How many tokens can be equal.
     *
     * @param most tokens of one side with an equal one on the other; that one may be counted for several, as of a text that
     *     was copied twice
     */
    record Range(int least, int most) {}

    /** The whole number of equal tokens that gives the similarity exactly; −1 where none does. */
    static int matched(double similarity, SectionTokens.Span here, SectionTokens.Span there) {
        for (int a = here.most(); a >= here.least(); a--) {
            for (int b = there.most(); b >= there.least(); b--) {
                int matched = (int) Math.round(similarity * ((double) a + b) / 2);
                if (matched >= 1
                        && matched <= Math.min(a, b)
                        && Math.min(1, 2.0 * matched / ((double) a + b)) == similarity) {
                    return matched;
                }
            }
        }
        return -1;
    }

    static Range possible(int[] one, int[] other) {
        int least = (CommonTokens.subsequence(one, other) + LEAST_PART - 1) / LEAST_PART;
        return new Range(Math.max(1, least), Math.max(withEqual(one, other), withEqual(other, one)));
    }

    private static int withEqual(int[] one, int[] other) {
        Set<Integer> there = new HashSet<>();
        for (int token : other) {
            there.add(token);
        }
        int count = 0;
        for (int token : one) {
            count += there.contains(token) ? 1 : 0;
        }
        return count;
    }
}
