package org.dupcheck.engine.report;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.SectionQuery;

/**
 * The longest run of a passage outside of registered forms. By
 * the hashes of all runs of a length (Karp and Rabin, 1987), compared token by token where they agree; the length by
 * bisection. Used once, by one thread.
 */
final class OwnRun {
    private static final long BASE = 0x9E3779B97F4A7C15L;

    private final int[] tokens;
    private final int[] source;
    private final Box box;
    private final BitSet ownText;
    private final Pace pace;

    private OwnRun(SectionQuery query, Page page, Box box, BitSet ownText) {
        this.tokens = query.tokens;
        this.source = new int[box.rEnd() - box.r()];
        page.readTokens(box.r(), box.rEnd(), source);
        this.box = box;
        this.ownText = ownText;
        this.pace = query.pace();
    }

    /**
     * Tokens in it, 0 or more.
     *
     * @param ownText places of the section that no form has
     */
    static int of(SectionQuery query, Page page, Box box, BitSet ownText) {
        int gap = ownText.nextClearBit(box.q());
        return gap >= box.qEnd() ? box.longestRun() : new OwnRun(query, page, box, ownText).longest(box.longestRun());
    }

    private int longest(int most) {
        int low = 0;
        int high = most;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (isThere(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private boolean isThere(int length) {
        Map<Long, Integer> runs = runsOfSource(length);
        for (int from = ownText.nextSetBit(box.q()); from >= 0 && from < box.qEnd(); ) {
            int to = Math.min(box.qEnd(), ownText.nextClearBit(from));
            if (to - from >= length && isWithin(from, to, length, runs)) {
                return true;
            }
            from = ownText.nextSetBit(to);
        }
        return false;
    }

    private Map<Long, Integer> runsOfSource(int length) {
        Map<Long, Integer> runs = new HashMap<>();
        long power = power(length);
        long hash = 0;
        for (int i = 0; i < source.length; i++) {
            pace.spend(4);
            hash = roll(hash, source, i, length, 0, power);
            if (i >= length - 1) {
                runs.putIfAbsent(hash, i + 1 - length);
            }
        }
        return runs;
    }

    private boolean isWithin(int from, int to, int length, Map<Long, Integer> runs) {
        long power = power(length);
        long hash = 0;
        for (int i = from; i < to; i++) {
            pace.spend(4);
            hash = roll(hash, tokens, i, length, from, power);
            Integer at = i - from >= length - 1 ? runs.get(hash) : null;
            if (at != null && Arrays.equals(source, at, at + length, tokens, i + 1 - length, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static long power(int length) {
        long power = 1;
        for (int i = 1; i < length; i++) {
            power *= BASE;
        }
        return power;
    }

    /** The hash of the {@code length} tokens up to {@code i}, or of fewer from {@code first} on. */
    private static long roll(long hash, int[] tokens, int i, int length, int first, long power) {
        long without = i - first >= length ? hash - (tokens[i - length] + 1L) * power : hash;
        return without * BASE + tokens[i] + 1L;
    }
}
