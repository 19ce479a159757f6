package org.dupcheck.gateway.review;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The longest run of tokens that stands in two texts. Stateless. */
public final class CommonRun {
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private CommonRun() {}

    /**
     * Tokens in it; the steps grow as the texts together, times the logarithm of {@code most}.
     *
     * @param most a longer one counts as that
     */
    static int longest(int[] one, int[] other, int most) {
        int low = 0;
        int high = Math.min(most, Math.min(one.length, other.length));
        // most passages are plain copies
        if (high > 0 && Arrays.equals(one, 0, high, other, 0, high)) {
            return high;
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (haveRun(one, other, middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * Whether a run of {@code length} tokens, 1 or more, stands in both: by the hashes of all runs of that length (Karp and
     * Rabin, 1987), compared token by token where they agree.
     */
    public static boolean haveRun(int[] one, int[] other, int length) {
        long power = 1;
        for (int i = 1; i < length; i++) {
            power *= BASE;
        }
        Map<Long, Integer> runs = new HashMap<>();
        long hash = 0;
        for (int i = 0; i < one.length; i++) {
            hash = roll(hash, one, i, length, power);
            if (i >= length - 1) {
                runs.putIfAbsent(hash, i + 1 - length);
            }
        }
        hash = 0;
        for (int i = 0; i < other.length; i++) {
            hash = roll(hash, other, i, length, power);
            Integer at = i >= length - 1 ? runs.get(hash) : null;
            if (at != null && Arrays.equals(one, at, at + length, other, i + 1 - length, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static long roll(long hash, int[] tokens, int i, int length, long power) {
        long without = i >= length ? hash - (tokens[i - length] + 1L) * power : hash;
        return without * BASE + tokens[i] + 1L;
    }
}
