package org.dupcheck.engine.model;

import org.dupcheck.engine.Wanted;
import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.text.TextNormalizer;

/**
 * What tokens are worth, in 1/64 bits: −log2 of a token's probability given the two before it, from an interpolated
 * model (Jelinek and Mercer, 1980; the weights as in MacKay and Peto, 1995) of the reference documents. One occurrence is
 * left out, since a token that is matched stands in the very document it is matched with. So set phrases, repeated terms
 * and tables of numbers are cheap and rare wording is dear, without a list of stop words.
 *
 * <p>A small reference set says little about what it does not hold. So no token is less probable than in a background, what
 * a token of average text carries, whose weight falls as the set grows: without any reference document a run of 13 tokens
 * carries about as much as a passage must to count. What the set holds often is as cheap as it was.
 *
 * <p>Whole numbers make sums exact: they do not depend on the order of adding.
 */
public final class Bits {
    /** Parts of a bit. */
    public static final int ONE = 64;

    /** Bits of a character and of a word at most. */
    private static final int MAX_CHARACTER = 14;

    private static final int MAX_WORD = 18;
    /** Occurrences of a triple left out: so what stands in two documents is as dear as what stands in one. */
    private static final int TRIPLES_LEFT_OUT = 2;
    /** Tokens of a reference set that is large enough for that; in a small one a set phrase stands twice and no oftener. */
    private static final int LARGE = 1 << 20;

    private static final double VOCABULARY = 1 << 16;
    private static final double PRIOR_ONE = 256;
    private static final double PRIOR_TWO = 30;
    private static final double PRIOR_THREE = 8;

    /** Tokens of a reference set that weighs as much as the background. */
    private static final double BACKGROUND_TOKENS = 1 << 13;
    /** The background's probability of a character, of a word: 13 characters carry what a passage must to count. */
    private static final double CHARACTER = 0x1p-7;

    private static final double WORD = 0x1p-12;

    /** Tokens that are counted at a time: so many that the accesses to memory are under way at once, and so few that they end soon. */
    private static final int BLOCK = 1 << 13;

    /** Of the token by itself. */
    private final int[] alone;
    /** Of the token after the one before it. */
    private final int[] afterOne;
    /** Sums, from the start, of the tokens after the two before them. */
    private final int[] sums;

    /** @param tokens of a section */
    public Bits(int[] tokens, CorpusStatistics statistics, Wanted wanted) {
        int size = tokens.length;
        alone = new int[size];
        afterOne = new int[size];
        sums = new int[size + 1];
        int[] ones = new int[size];
        int[] twos = new int[size];
        int[] threes = new int[size];
        count(tokens, statistics, wanted, ones, twos, threes);
        double total = Math.max(0, statistics.tokens() - 1);
        double share = BACKGROUND_TOKENS / (total + BACKGROUND_TOKENS);
        for (int i = 0; i < size; i++) {
            if (i % BLOCK == 0) {
                wanted.ask();
            }
            double p = (ones[i] + PRIOR_ONE / VOCABULARY) / (total + PRIOR_ONE);
            alone[i] = bits(p, share, tokens[i]);
            int value = alone[i];
            if (i > 0) {
                p = (twos[i] + PRIOR_TWO * p) / (Math.max(twos[i], ones[i - 1]) + PRIOR_TWO);
                value = bits(p, share, tokens[i]);
            }
            afterOne[i] = value;
            if (i > 1) {
                p = (threes[i] + PRIOR_THREE * p) / (Math.max(threes[i], twos[i - 1]) + PRIOR_THREE);
                value = bits(p, share, tokens[i]);
            }
            sums[i + 1] = sums[i] + value;
        }
    }

    /** Sets how often each token stands in the reference set, alone and after those before it, less what is left out. */
    private static void count(
            int[] tokens, CorpusStatistics statistics, Wanted wanted, int[] ones, int[] twos, int[] threes) {
        int leftOut = statistics.tokens() < LARGE ? 1 : TRIPLES_LEFT_OUT;
        long[] hashes = new long[Math.min(BLOCK, tokens.length)];
        for (int from = 0; from < tokens.length; from += BLOCK) {
            wanted.ask();
            int size = Math.min(BLOCK, tokens.length - from);
            for (int i = 0; i < size; i++) {
                hashes[i] = Hashes.one(tokens[from + i]);
            }
            statistics.ones().estimate(hashes, size, ones, from);
            // the first token follows none, and the second one only one
            for (int i = from == 0 ? 1 : 0; i < size; i++) {
                hashes[i] = Hashes.two(tokens[from + i - 1], tokens[from + i]);
            }
            statistics.twos().estimate(hashes, size, twos, from);
            for (int i = from == 0 ? 2 : 0; i < size; i++) {
                hashes[i] = Hashes.three(tokens[from + i - 2], tokens[from + i - 1], tokens[from + i]);
            }
            statistics.threes().estimate(hashes, size, threes, from);
            for (int i = from; i < from + size; i++) {
                ones[i] = Math.max(0, ones[i] - 1);
                twos[i] = Math.max(0, twos[i] - 1);
                threes[i] = Math.max(0, threes[i] - leftOut);
            }
        }
    }

    /** @param share the weight of the background, 0 to 1 */
    private static int bits(double probability, double share, int token) {
        boolean isWord = token >= TextNormalizer.WORD;
        double background = isWord ? WORD : CHARACTER;
        int most = isWord ? MAX_WORD : MAX_CHARACTER;
        return Math.min(most * ONE, Logarithm.information(Math.max(share * background, probability)));
    }

    /** Of a run of matching tokens. */
    public int run(int from, int to) {
        int length = to - from;
        if (length <= 0) {
            return 0;
        }
        if (length == 1) {
            return alone[from];
        }
        return alone[from] + afterOne[from + 1] + sums[to] - sums[from + 2];
    }

    /** Of a text as it stands. */
    public int text(int from, int to) {
        return sums[to] - sums[from];
    }
}
