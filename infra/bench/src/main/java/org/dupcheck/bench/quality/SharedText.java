package org.dupcheck.bench.quality;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What share of a draft stands in the article it became: the truth that containment is held against, found without the
 * engine. Counted in tokens: one Chinese, Japanese or Korean character, or one word or number of another script (NFKC,
 * lower case).
 *
 * <p>A longest common subsequence is found exactly, 64 columns at a time (each row of the table kept as bits, for the way
 * back). A token of the draft counts as shared if it is matched within a run of 4 or more that stand side by side in
 * both texts: shorter ones come about by chance. {@link #kept} is the share of these. {@link #taken} adds the edits inside
 * copied text: what lies between two such runs at most 20 tokens apart in both texts. Text that changed its place
 * counts at one of its places only; so the truth is a lower bound for drafts whose paragraphs were moved.
 *
 * @param kept 0 to 1
 * @param taken kept to 1
 * @see <a href="https://doi.org/10.1016/j.ipl.2004.04.001">Hyyrö: Bit-parallel LCS-length computation revisited, 2004</a>
 */
record SharedText(double kept, double taken) {
    private static final String SINGLES = "\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}";
    private static final Pattern TOKEN = Pattern.compile("[" + SINGLES + "]|[\\p{L}&&[^" + SINGLES + "]]+|\\p{Nd}+");
    private static final int SHORTEST_RUN = 4;
    private static final int WIDEST_EDIT = 20;
    /** Bits of the table: 512 MiB. */
    private static final long MAX_CELLS = 1L << 32;

    /** @throws IllegalArgumentException for two texts of over 65,536 tokens each, or as much together */
    static SharedText of(String draft, String article) {
        Map<String, Integer> words = new HashMap<>();
        int[] a = tokens(draft, words);
        int[] b = tokens(article, words);
        if (a.length == 0) {
            return new SharedText(0, 0);
        }
        if ((long) a.length * b.length > MAX_CELLS) {
            throw new IllegalArgumentException("texts of " + a.length + " and " + b.length + " tokens");
        }
        int[] partner = partners(a, b);
        BitSet kept = new BitSet(a.length);
        BitSet taken = new BitSet(a.length);
        mark(partner, kept, taken);
        return new SharedText(kept.cardinality() / (double) a.length, taken.cardinality() / (double) a.length);
    }

    /** The numbers of the tokens, the same for the same token as long as {@code numbers} is the same. */
    static int[] tokens(String text, Map<String, Integer> numbers) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return TOKEN.matcher(plain)
                .results()
                .mapToInt(token -> numbers.computeIfAbsent(token.group(), word -> numbers.size()))
                .toArray();
    }

    /** For each token of {@code a} the one of {@code b} that it is matched with in a longest common subsequence, or -1. */
    static int[] partners(int[] a, int[] b) {
        int[] partner = new int[a.length];
        Arrays.fill(partner, -1);
        if (b.length == 0) {
            return partner;
        }
        long[][] rows = rows(a, b);
        int row = a.length;
        int column = b.length;
        while (row > 0 && column > 0) {
            if (isSet(rows[row - 1], column - 1)) {
                column--;
                continue;
            }
            row--;
            // where the row above has the step too, it has the same length without this row's match
            if (row == 0 || isSet(rows[row - 1], column - 1)) {
                column--;
                partner[row] = column;
            }
        }
        return partner;
    }

    private static boolean isSet(long[] row, int column) {
        return (row[column >> 6] >>> column & 1) != 0;
    }

    /** A bit is 0 where the length of the subsequence grows with that column. */
    private static long[][] rows(int[] a, int[] b) {
        int words = (b.length + 63) >> 6;
        Map<Integer, long[]> places = new HashMap<>();
        for (int j = 0; j < b.length; j++) {
            places.computeIfAbsent(b[j], token -> new long[words])[j >> 6] |= 1L << j;
        }
        long[] none = new long[words];
        long[][] rows = new long[a.length][];
        long[] above = new long[words];
        Arrays.fill(above, -1L);
        for (int i = 0; i < a.length; i++) {
            long[] matches = places.getOrDefault(a[i], none);
            long[] row = new long[words];
            long carry = 0;
            for (int w = 0; w < words; w++) {
                long hit = above[w] & matches[w];
                long sum = above[w] + hit + carry;
                // the carry of an unsigned addition of three
                carry = ((above[w] & hit) | ((above[w] | hit) & ~sum)) >>> 63;
                row[w] = sum | (above[w] & ~hit);
            }
            rows[i] = row;
            above = row;
        }
        return rows;
    }

    private static void mark(int[] partner, BitSet kept, BitSet taken) {
        int end = -1;
        int partnerEnd = -1;
        for (int from = 0; from < partner.length; ) {
            int to = from + 1;
            while (partner[from] >= 0 && to < partner.length && partner[to] == partner[to - 1] + 1) {
                to++;
            }
            if (partner[from] >= 0 && to - from >= SHORTEST_RUN) {
                kept.set(from, to);
                taken.set(from, to);
                if (end >= 0 && from - end <= WIDEST_EDIT && partner[from] - partnerEnd <= WIDEST_EDIT) {
                    taken.set(end, from);
                }
                end = to;
                partnerEnd = partner[to - 1] + 1;
            }
            from = to;
        }
    }
}
