package org.dupcheck.engine.report;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dupcheck.engine.Comparison.Exclusion.Kind;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.SectionQuery;

/**
 * The longest run of a passage outside of registered forms: what everybody fills in makes nobody's run. By the hashes of all
 * runs of a length (Karp and Rabin, 1987), compared token by token where they agree; the length by bisection. Used once, by
 * one thread.
 */
final class OwnRun {
    private static final long BASE = 0x9E3779B97F4A7C15L;

    /** In the place of a form's tokens: no document has it. */
    private static final int FORM = -1;

    private final int[] tokens;
    private final int[] source;
    private final Pace pace;

    private OwnRun(int[] tokens, int[] source, Pace pace) {
        this.tokens = tokens;
        this.source = source;
        this.pace = pace;
    }

    /** Tokens in it, 0 or more. */
    static int of(SectionQuery query, Page page, Box box, Pace pace) {
        if (!query.exclusions.asked().contains(Kind.TEMPLATE)) {
            return box.longestRun();
        }
        int[] tokens = Arrays.copyOfRange(query.tokens, box.q(), box.qEnd());
        boolean isAllOwn = true;
        for (int i = 0; i < tokens.length; i++) {
            pace.at(i);
            if (query.exclusions.has(box.q() + i, Kind.TEMPLATE)) {
                tokens[i] = FORM;
                isAllOwn = false;
            }
        }
        if (isAllOwn) {
            return box.longestRun();
        }
        int[] source = new int[box.rEnd() - box.r()];
        page.readTokens(box.r(), box.rEnd(), source);
        return new OwnRun(tokens, source, pace).longest(box.longestRun());
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
        long power = 1;
        for (int i = 1; i < length; i++) {
            pace.at(i);
            power *= BASE;
        }
        Map<Long, Integer> runs = new HashMap<>();
        long hash = 0;
        for (int i = 0; i < source.length; i++) {
            pace.spend(4);
            hash = roll(hash, source, i, length, power);
            if (i >= length - 1) {
                runs.putIfAbsent(hash, i + 1 - length);
            }
        }
        hash = 0;
        for (int i = 0; i < tokens.length; i++) {
            pace.spend(4);
            hash = roll(hash, tokens, i, length, power);
            Integer at = i >= length - 1 ? runs.get(hash) : null;
            if (at != null && Arrays.equals(source, at, at + length, tokens, i + 1 - length, i + 1)) {
                return true;
            }
        }
        return false;
    }

    /** The hash of the {@code length} tokens up to {@code i}. */
    private static long roll(long hash, int[] tokens, int i, int length, long power) {
        long without = i >= length ? hash - (tokens[i - length] + 2L) * power : hash;
        return without * BASE + tokens[i] + 2L;
    }
}
